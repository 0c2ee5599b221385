namespace MentorMatch.Ranking.Tests.Data;

/// <summary>A file that lasts as long as a test.</summary>
internal sealed class TextFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mentormatch-").FullName;

    public TextFile(string text, string? query = null)
    {
        Path = System.IO.Path.Combine(_folder, "table");
        File.WriteAllText(Path, text);
        if (query is not null) File.WriteAllText(Path + ".query", query);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
