using System.Text;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Inbox;

public sealed class DeliveryReportsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly InboxWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Read_GivenUpMail_IsRefusedAndATaskOnce()
    {
        var email = await SentAsync("bo1@example.com");

        var read = await world.ReceiveAsync(Report("bo1@example.com", "failed", "5.1.1", email.MessageId));
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await world.ReceiveAsync(Report("bo1@example.com", "failed", "5.1.1", email.MessageId, "Anden besked"));

        Assert.Equal((IncomingKind.DeliveryReport, IncomingOutcome.Used, (Guid?)email.Id), (read.Kind, read.Outcome, read.EmailId));
        Assert.Equal((IncomingOutcome.NothingNew, "KnownAlready"), (again.Outcome, again.Why));
        var refused = await world.EmailAsync(email.Id);
        Assert.Equal((EmailState.Refused, "5.1.1"), (refused.State, refused.LastError));
        Assert.Equal("Bo Dal", Assert.Single(await TasksAsync(email)).About);
        Assert.Empty(world.Folder.GetFiles());
    }

    [Fact]
    public async Task Read_ReportWithoutOurHeaders_IsMatchedByTheAddress()
    {
        var old = await SentAsync("bo2@example.com", daysAgo: 3);
        var last = await SentAsync("bo2@example.com", daysAgo: 1);

        var read = await world.ReceiveAsync(Report("BO2@example.com", "failed", "5.7.1", messageId: null));

        Assert.Equal(last.Id, read.EmailId);
        Assert.Equal(EmailState.Sent, (await world.EmailAsync(old.Id)).State);
    }

    [Theory]
    [InlineData("delayed", "4.4.1")]
    [InlineData("delivered", "2.0.0")]
    [InlineData("relayed", "2.0.0")]
    public async Task Read_MailOnItsWay_ChangesNothing(string action, string status)
    {
        var email = await SentAsync($"{action}@example.com");

        var read = await world.ReceiveAsync(Report($"{action}@example.com", action, status, email.MessageId));

        Assert.Equal((IncomingOutcome.NothingNew, "OnItsWay"), (read.Outcome, read.Why));
        Assert.Equal(EmailState.Sent, (await world.EmailAsync(email.Id)).State);
        Assert.Empty(await TasksAsync(email));
    }

    [Fact]
    public async Task Read_ReportAboutAnothersMail_IsSetAside()
    {
        var email = await SentAsync("bo3@example.com");

        var read = await world.ReceiveAsync(Report("bo3@example.com", "failed", "5.1.1", "<other@elsewhere.example.com>"));

        Assert.Equal((IncomingOutcome.SetAside, "UnknownMail"), (read.Outcome, read.Why));
        Assert.Equal(EmailState.Sent, (await world.EmailAsync(email.Id)).State);
        Assert.Equal([read.FileName], world.SetAside);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bare tekst uden hoved")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nIngen status\r\n--x--\r\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n%%%\n--x--\n")]
    [InlineData("Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n")]
    public async Task Read_FileThatIsNoMail_IsSetAsideAndHoldsUpNoOther(string broken)
    {
        var name = $"broken-{Math.Abs(broken.GetHashCode(StringComparison.Ordinal))}.eml";
        world.Put(name, broken);
        var email = await SentAsync(TestData.NewAddress());

        var read = await world.ReceiveAsync(Report(email.ToAddress, "failed", "5.1.1", email.MessageId));

        Assert.Equal(IncomingOutcome.Used, read.Outcome);
        Assert.Contains(name, world.SetAside);
        await using var db = world.Open();
        var aside = await db.IncomingEmails.SingleAsync(e => e.FileName == name);
        Assert.Equal((IncomingKind.Unreadable, IncomingOutcome.SetAside, "Unreadable"), (aside.Kind, aside.Outcome, aside.Why));
    }

    [Fact]
    public async Task Read_PartsNestedWithoutEnd_AreSetAside()
    {
        var nested = new StringBuilder();
        for (var i = 0; i < 5000; i++) nested.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}x\n\n--b{i}x\n");

        Assert.Equal(IncomingOutcome.SetAside, (await world.ReceiveAsync(nested.ToString())).Outcome);
    }

    [Fact]
    public async Task Read_LetterAndAutomaticReply_AreKeptAndDropped()
    {
        var letter = await world.ReceiveAsync("From: Bo Dal <bo@example.com>\nSubject: Hej\n\nKan I ringe?\n");
        var away = await world.ReceiveAsync("From: Bo Dal <bo@example.com>\nAuto-Submitted: auto-replied (vacation)\nSubject: Ferie\n\nJeg er væk.\n");

        Assert.Equal((IncomingKind.Letter, IncomingOutcome.SetAside), (letter.Kind, letter.Outcome));
        Assert.Equal((IncomingKind.AutomaticReply, IncomingOutcome.NothingNew), (away.Kind, away.Outcome));
        Assert.Equal([letter.FileName], world.SetAside);
    }

    [Fact]
    public async Task Read_SameFileTwiceAfterACrash_CountsOnce()
    {
        var email = await SentAsync("bo4@example.com");
        var report = Report("bo4@example.com", "failed", "5.1.1", email.MessageId);
        await world.ReceiveAsync(report);
        world.Put("again.eml", report);

        await world.RunAsync();

        Assert.Empty(world.Folder.GetFiles());
        await using var db = world.Open();
        Assert.Equal(1, await db.IncomingEmails.CountAsync(e => e.EmailId == email.Id));
    }

    [Fact]
    public async Task Read_Maildir_TakesWhatIsNew()
    {
        var email = await SentAsync("bo5@example.com");
        Directory.CreateDirectory(Path.Combine(world.Folder.FullName, "new"));
        world.Put(Path.Combine("new", "1700000000.M1P1.host"), Report("bo5@example.com", "failed", "5.1.1", email.MessageId));

        Assert.Equal(1, await world.RunAsync());

        Assert.Equal(EmailState.Refused, (await world.EmailAsync(email.Id)).State);
    }

    [Fact]
    public async Task Read_FolderThatIsMissing_FailsWithWords()
    {
        world.Folder.Delete(recursive: true);

        var fault = await Assert.ThrowsAsync<DirectoryNotFoundException>(world.RunAsync);

        Assert.Contains(world.Folder.FullName, fault.Message);
        world.Folder.Create();
    }

    private async Task<OutgoingEmail> SentAsync(string address, int daysAgo = 1)
    {
        await using var db = world.Open();
        var reader = new EmailReader(address, "Bo Dal", Languages.Danish) { ProgrammeId = Guid.CreateVersion7(), VolunteerId = Guid.CreateVersion7() };
        var letter = new EmailLetter { Language = "da", Subject = "Emne", Greeting = "Hej", Paragraphs = ["Tekst"] };
        var email = Outbox.Add(db, "MatchRequest", Guid.NewGuid().ToString("N"), reader, letter, world.Clock.Now.AddDays(-daysAgo));
        (email.State, email.SentAt, email.Letter) = (EmailState.Sent, world.Clock.Now.AddDays(-daysAgo), null);
        await db.SaveChangesAsync();
        return email;
    }

    private async Task<List<WorkItem>> TasksAsync(OutgoingEmail email)
    {
        await using var db = world.Open();
        return await db.WorkItems.Where(w => w.VolunteerId == email.VolunteerId && w.Kind == WorkKind.EmailRefused).ToListAsync();
    }

    /// <summary>As common mail servers write it.</summary>
    private static string Report(string address, string action, string status, string? messageId, string words = "Der er ingen med den adresse.") =>
        $"""
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
        To: mentormatch@example.com
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="7A1B.1700000000/mx.example.com"

        This is a MIME-encapsulated message.

        --7A1B.1700000000/mx.example.com
        Content-Type: text/plain; charset=utf-8

        {words}

        --7A1B.1700000000/mx.example.com
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com
        Arrival-Date: Mon, 2 Feb 2026 09:00:00 +0100

        Final-Recipient: rfc822; {address}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 <{address}>: no such user

        --7A1B.1700000000/mx.example.com
        {(messageId is null ? "Content-Type: text/plain" : "Content-Type: text/rfc822-headers")}

        {(messageId is null ? "Indholdet er fjernet." : $"From: mentormatch@example.com\nMessage-ID: {messageId}\nSubject: Emne")}

        --7A1B.1700000000/mx.example.com--
        """;
}
