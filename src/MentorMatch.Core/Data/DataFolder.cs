using Microsoft.Extensions.Configuration;

namespace MentorMatch.Core.Data;

/// <summary>Where the application keeps files: the private database, and mails in Development.</summary>
public static class DataFolder
{
    public const string Setting = "MENTORMATCH_DATA";

    /// <summary>What <c>MENTORMATCH_DATA</c> says; in a checkout its <c>.data</c>; elsewhere the user's folder for application data.</summary>
    public static string Of(IConfiguration configuration) =>
        configuration[Setting] is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : InCheckout(AppContext.BaseDirectory)
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "MentorMatch");

    private static string? InCheckout(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MentorMatch.sln")))
            {
                return Path.Combine(folder.FullName, ".data");
            }
        }

        return null;
    }
}
