namespace MentorMatch.Core.SignIn;

/// <summary>Makes an answer take the same time whether or not there was anything to do, so that its time tells nothing.</summary>
internal static class EvenTime
{
    /// <summary>Above what the slower way takes on a busy machine.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(400);

    public static async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        // Real time on purpose: the application's clock may stand still or be moved.
        var floor = Task.Delay(Floor, TimeProvider.System, ct);
        var result = await work();
        await floor;
        return result;
    }
}
