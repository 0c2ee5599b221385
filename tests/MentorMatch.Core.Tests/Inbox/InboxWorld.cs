using System.Text;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Training;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Inbox;

/// <summary>A folder of incoming mail and the job that reads it, on a test's database.</summary>
internal sealed class InboxWorld : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly string run = Guid.NewGuid().ToString("N");
    private int files;

    public InboxWorld(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection().AddData(database.ConnectionString, strict: true).AddTexts().AddSingleton<TimeProvider>(Clock)
            .Configure<EmailSettings>(s => s.InboxFolder = Folder.FullName)
            .AddMatching().AddMeetings().AddTraining().AddInbox().AddJobSchedule().BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("mentormatch-inbox-");

    public IReadOnlyList<string> SetAside => [.. Folder.EnumerateFiles("set-aside/*").Select(f => f.Name)];

    public T Get<T>()
        where T : notnull => services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public AppDbContext Open() => database.NewContext();

    /// <summary>Puts a mail into the folder and reads it.</summary>
    /// <returns>What became of it.</returns>
    public async Task<IncomingEmail> ReceiveAsync(string mail)
    {
        var name = $"{run}-{++files}.eml";
        Put(name, mail);
        await RunAsync();
        await using var db = Open();
        return await db.IncomingEmails.SingleAsync(e => e.FileName == name);
    }

    public void Put(string name, string mail) => File.WriteAllText(Path.Combine(Folder.FullName, name), mail.ReplaceLineEndings("\r\n"), new UTF8Encoding(false));

    public Task<int> RunAsync() => Get<ReadInboxJob>().RunAsync(CancellationToken.None);

    public async Task<OutgoingEmail> EmailAsync(Guid id)
    {
        await using var db = Open();
        return await db.Emails.SingleAsync(e => e.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
