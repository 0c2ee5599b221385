using System.Net;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>STARTTLS as it is outside demo mode: with a certificate that is trusted, for the name that was asked for.</summary>
public sealed class TrustedTlsTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("mail.example.com", false)]
    public async Task SendNext_TrustedAuthority_SendsOverTlsIfTheNameFits(string certifiedFor, bool sends)
    {
        using var certificate = new TestCertificate(certifiedFor);
        await using var server = await TestSmtpServer.StartAsync(certificate: certificate);
        var settings = server.Settings();
        (settings.DemoMode, settings.UserName, settings.Password) = (false, "mentor", "secret");
        await using var post = await Post.OpenAsync(settings);
        var id = await post.PutInAsync();

        await TrustAsync(certificate, () => post.Worker().SendNextAsync(default));

        Assert.Equal(sends ? EmailState.Sent : EmailState.Waiting, (await post.FindAsync(id)).State);
        Assert.Equal(sends ? (1, 1) : (0, 0), (server.SignedIn, server.SignedInSecurely));
        Assert.Equal(sends ? 1 : 0, server.Received.Count);
    }

    /// <summary>
    /// The framework's client asks one callback of the whole process. It goes on refusing whatever else the machine does
    /// not trust, so that tests that run at the same time see no difference.
    /// </summary>
    private static async Task TrustAsync(TestCertificate certificate, Func<Task> act)
    {
#pragma warning disable SYSLIB0014, MA0039 // The only way to tell SmtpClient of an authority without changing the machine.
        ServicePointManager.ServerCertificateValidationCallback = (sender, offered, chain, errors) =>
            errors == System.Net.Security.SslPolicyErrors.None || certificate.Trusts(sender, offered, chain, errors);
        try
        {
            await act();
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014, MA0039
    }
}
