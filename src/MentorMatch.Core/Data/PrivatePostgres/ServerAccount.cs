namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>
/// The user that the server's programs run as. PostgreSQL refuses root, so root hands over to the owner of the
/// existing files, else to <c>postgres</c>, else to <c>nobody</c>. Everybody else runs them as themselves.
/// </summary>
internal sealed record ServerAccount(string Uid, string Gid, IReadOnlyList<string> Prefix)
{
    private static readonly ServerAccount Ourselves = new("", "", []);

    public bool IsAnother => Prefix.Count > 0;

    public IEnumerable<string> Run(string program, params IEnumerable<string> arguments) => [.. Prefix, program, .. arguments];

    public static async Task<ServerAccount> ChooseAsync(string existingFolder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Ourselves;
        }

        var (uid, gid) = await OwnerAsync(existingFolder, cancellationToken)
            ?? await UserAsync("postgres", cancellationToken)
            ?? await UserAsync("nobody", cancellationToken)
            ?? throw new PrivatePostgresException("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as. Start MentorMatch as another user.");
        return new ServerAccount(uid, gid, await HandOverAsync(uid, gid, cancellationToken));
    }

    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        (await ExternalCommand.RunAsync(Run("test", "-x", folder), cancellationToken)).Succeeded;

    /// <summary>Gives a file or folder to this account. A symbolic link itself, never what it points to.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsAnother)
        {
            return;
        }

        var result = await ExternalCommand.RunAsync(["chown", "-h", $"{Uid}:{Gid}", path], cancellationToken);
        if (!result.Succeeded)
        {
            throw new PrivatePostgresException($"Could not give {path} to the user that runs PostgreSQL: {result.Output}");
        }
    }

    private static async Task<(string Uid, string Gid)?> OwnerAsync(string folder, CancellationToken cancellationToken)
    {
        string[] format = OperatingSystem.IsMacOS() ? ["-L", "-f", "%u %g"] : ["-L", "-c", "%u %g"];
        var result = await ExternalCommand.RunAsync(["stat", .. format, folder], cancellationToken);
        return result.Succeeded && result.Output.Split(' ') is [var uid, var gid] && uid != "0" ? (uid, gid) : null;
    }

    private static async Task<(string Uid, string Gid)?> UserAsync(string name, CancellationToken cancellationToken)
    {
        var uid = await ExternalCommand.RunAsync(["id", "-u", name], cancellationToken);
        var gid = await ExternalCommand.RunAsync(["id", "-g", name], cancellationToken);
        return uid.Succeeded && gid.Succeeded ? (uid.Output, gid.Output) : null;
    }

    private static async Task<IReadOnlyList<string>> HandOverAsync(string uid, string gid, CancellationToken cancellationToken)
    {
        var name = (await ExternalCommand.RunAsync(["id", "-un", uid], cancellationToken)).Output;
        string[][] ways =
        [
            ["setpriv", "--reuid", uid, "--regid", gid, "--clear-groups"],
            ["runuser", "-u", name, "--"],
            ["sudo", "-n", "-u", name, "--"],
        ];
        foreach (var way in ways)
        {
            if ((await ExternalCommand.RunAsync([.. way, "true"], cancellationToken)).Succeeded)
            {
                return way;
            }
        }

        throw new PrivatePostgresException("PostgreSQL does not run as root, and neither setpriv, runuser nor sudo is here to run it as another user. Start MentorMatch as another user.");
    }
}
