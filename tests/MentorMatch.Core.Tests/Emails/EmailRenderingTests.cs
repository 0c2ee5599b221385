using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Tests.Emails;

public sealed class EmailRenderingTests
{
    private static readonly EmailSettings Settings = new() { PublicUrl = "https://mentor.example.com/" };

    [Theory]
    [InlineData("da", "Venlig hilsen", "Virker knappen ikke?")]
    [InlineData("en", "Kind regards", "Is the button not working?")]
    [InlineData("da-x-let", "Venlig hilsen", "Klik her:")]
    public async Task Render_InALanguage_SpeaksItAndSaysSo(string language, string regards, string button)
    {
        var mail = await Post.Rendering(Settings).RenderAsync(Email(Post.Letter() with { Language = language }));

        Assert.Contains($"<html lang=\"{language}\" ", mail.Html);
        Assert.Contains(regards, mail.Text);
        Assert.Contains(button, System.Net.WebUtility.HtmlDecode(mail.Html));
        Assert.Contains("Lærkelund Kommune", mail.Text);
    }

    [Fact]
    public async Task Render_WithAButton_HasOneTargetInBothParts()
    {
        var mail = await Post.Rendering(Settings).RenderAsync(Email(Post.Letter()));

        Assert.Contains("https://mentor.example.com/volunteer/requests/1?a=b&c=d\r\n", mail.Text);
        Assert.Contains("href=\"https://mentor.example.com/volunteer/requests/1?a=b&amp;c=d\"", mail.Html);
    }

    [Fact]
    public async Task Render_MarkupInEveryValue_IsShownAsTyped()
    {
        const string Attack = "<script>alert(1)</script>\"'&";
        var letter = Post.Letter() with { Greeting = Attack, Paragraphs = [Attack], ButtonText = Attack, ButtonPath = "/\"><script>", SmallPrint = [Attack], Subject = Attack };
        var mail = await Post.Rendering(Settings).RenderAsync(Email(letter));

        Assert.DoesNotContain("<script", mail.Html);
        Assert.Equal(6, mail.Html.Split("&lt;script&gt;alert").Length - 1);
    }

    [Fact]
    public async Task Render_LineBreaksInSubjectAndName_StartNoHeaders()
    {
        var email = new OutgoingEmail
        {
            Key = "K:1",
            Kind = "K",
            MessageId = "<1@example.com>",
            ToAddress = "bo@example.com",
            ToName = "Bo\r\nBcc: x@example.com",
            Letter = Post.Letter() with { Subject = "Hej\r\nBcc: y@example.com" },
            DueAt = default,
            CreatedAt = default,
        };
        var mail = await Post.Rendering(Settings).RenderAsync(email);

        Assert.DoesNotContain('\n', mail.Subject + mail.ToName);
    }

    [Fact]
    public async Task SendAsync_ThroughTheFolder_WritesOneFileAMailThatReadsBackWhole()
    {
        var folder = Directory.CreateTempSubdirectory("mentormatch-pickup-");
        try
        {
            var settings = new EmailSettings { PickupFolder = folder.FullName, PublicUrl = "https://mentor.example.com" };
            var transport = new PickupTransport(Options.Create(settings), new FakeClock());
            var calendar = new CalendarPart("BEGIN:VCALENDAR\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n", "CANCEL");
            var rendered = (await Post.Rendering(settings).RenderAsync(Email(Post.Letter()))) with { Calendar = calendar };

            await transport.SendAsync(rendered, default);
            await transport.SendAsync(rendered, default);

            var file = Assert.Single(folder.GetFiles("*.eml", SearchOption.AllDirectories));
            var mail = ReceivedMail.Parse(await File.ReadAllBytesAsync(file.FullName));
            Assert.Equal(rendered.MessageId, mail.MessageId);
            Assert.Equal(rendered.Subject, mail.Subject);
            Assert.Equal(rendered.Html, mail.Html);
            Assert.Equal(rendered.Text, mail.Text);
            Assert.Equal((calendar.Text, "CANCEL"), (mail.Calendar, mail.CalendarMethod));
            Assert.Contains("Lærkelund Kommune", mail.From);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static OutgoingEmail Email(EmailLetter letter) => new()
    {
        Key = "MatchRequest:1",
        Kind = "MatchRequest",
        MessageId = "<1@mentormatch.example.com>",
        ToAddress = "soren@example.com",
        ToName = "Søren Ægir",
        Letter = letter,
        DueAt = default,
        CreatedAt = default,
    };

    [Fact]
    public async Task RenderAsync_ALetterThatWasWritten_IsKeptByNobody()
    {
        await using var rendering = Post.Rendering(new EmailSettings { PublicUrl = "https://mentor.example.com" });
        var letter = await WriteAsync(rendering);

        for (var tries = 0; tries < 20 && letter.IsAlive; tries++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50);
        }

        Assert.False(letter.IsAlive);
    }

    /// <summary>Out of line, so that no variable of the test holds the letter.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> WriteAsync(EmailRendering rendering)
    {
        var letter = Post.Letter();
        await rendering.RenderAsync(Email(letter));
        return new WeakReference(letter);
    }
}
