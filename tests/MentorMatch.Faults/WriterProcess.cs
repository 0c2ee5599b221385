using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Faults;

/// <summary>What an application process does for its users: it saves, and says so only when the save has come back.</summary>
internal static class WriterProcess
{
    public static async Task<int> RunAsync(string connection, string prefix)
    {
        using var end = StandardInput.EndsWith(_ => { });
        await using var services = Product.Services(connection, 1, TimeProvider.System);
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        Console.WriteLine(ChildProcess.Ready);
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            // Every third mail is one of those that are held when nobody knows whether they arrived.
            var whenUncertain = number % 3 == 0 ? WhenUncertain.Hold : WhenUncertain.Resend;
            var id = $"{prefix}-{number}-{(whenUncertain == WhenUncertain.Hold ? "h" : "r")}";
            try
            {
                await using var db = await contexts.CreateDbContextAsync();
                Product.Add(db, id, whenUncertain, TimeProvider.System.GetUtcNow());
                await db.SaveChangesAsync();
                Console.WriteLine(id);
                await Task.Delay(50);
            }
            catch (Exception)
            {
                // The user sees a failure: nothing was promised.
                await Task.Delay(200);
            }
        }

        return 0;
    }
}
