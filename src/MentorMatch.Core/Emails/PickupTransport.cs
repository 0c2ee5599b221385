using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>Writes each mail as one .eml file, named by time and row, so that a repeat is the same file.</summary>
public sealed class PickupTransport(IOptions<EmailSettings> settings, TimeProvider clock) : IEmailTransport
{
    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(settings.Value.PickupFolder).FullName;
        var unfinished = Directory.CreateDirectory(Path.Combine(folder, ".unfinished", email.Id.ToString("N")));
        try
        {
            using var message = MimeMessage.Of(email, () => { });
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = unfinished.FullName,
            };
            await client.SendMailAsync(message, ct);
            var written = unfinished.GetFiles("*.eml").Single();
            written.MoveTo(Path.Combine(folder, NameIn(folder, email.Id)), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or SmtpException or UnauthorizedAccessException)
        {
            throw new SendFailedException(SendFailure.NotNow, failure.GetType().Name, failure);
        }
        finally
        {
            unfinished.Delete(recursive: true);
        }
    }

    private string NameIn(string folder, Guid id) =>
        Directory.EnumerateFiles(folder, $"*-{id:N}.eml").Select(Path.GetFileName).FirstOrDefault()
        ?? $"{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{id:N}.eml";
}
