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

        await Trust.InAsync(certificate, () => post.Worker().SendNextAsync(default));

        Assert.Equal(sends ? EmailState.Sent : EmailState.Waiting, (await post.FindAsync(id)).State);
        Assert.Equal(sends ? (1, 1) : (0, 0), (server.SignedIn, server.SignedInSecurely));
        Assert.Equal(sends ? 1 : 0, server.Received.Count);
    }
}
