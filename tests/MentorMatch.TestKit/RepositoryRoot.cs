namespace MentorMatch.TestKit;

/// <summary>The folder of MentorMatch.sln: tests run from build output below it.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MentorMatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"MentorMatch.sln is not above {AppContext.BaseDirectory}.");
    }
}
