namespace MentorMatch.Faults;

internal static class StandardInput
{
    /// <summary>Cancelled when standard input ends; each line before that is handed on.</summary>
    public static CancellationTokenSource EndsWith(Action<string> line)
    {
        var end = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is { } text) line(text);
            await end.CancelAsync();
        });
        return end;
    }
}
