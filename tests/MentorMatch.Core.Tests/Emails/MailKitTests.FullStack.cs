using System.Net;
using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>What MailKit does beyond what every transport does.</summary>
public sealed class MailKitTests
{
    [Fact]
    public async Task SendNextAsync_WithAKey_SignsWhatArrives()
    {
        using var key = RSA.Create(2048);
        using var files = new KeyFile(key);
        await using var server = await TestSmtpServer.StartAsync();
        await using var post = await Post.OpenAsync(server.Settings());
        var id = await post.PutInAsync();

        Assert.True(await SendAsync(post, new MailKitSettings { DkimDomain = "example.com", DkimSelector = "mm", DkimKeyFile = files.Path }));

        Assert.Equal(EmailState.Sent, (await post.FindAsync(id)).State);
        var message = await MimeMessageOf(server);
        var signature = message.Headers[HeaderId.DkimSignature];
        Assert.NotNull(signature);
        var verifier = new DkimVerifier(new Locator(key));
        var header = message.Headers.Single(h => h.Id == HeaderId.DkimSignature);
        Assert.True(await verifier.VerifyAsync(message, header));
        message.Subject = "Somebody changed it";
        Assert.False(await verifier.VerifyAsync(message, header));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendNextAsync_ServerThatSpeaksTlsAtOnce_IsSpokenToWhereSettingsSaySo(bool implicitTls)
    {
        using var certificate = new TestCertificate();
        await using var server = await TestSmtpServer.StartAsync(certificate: certificate, implicitTls: true);
        var settings = server.Settings();
        (settings.DemoMode, settings.UserName, settings.Password, settings.SendTimeoutSeconds) = (false, "mentor", "secret", 3);
        await using var post = await Post.OpenAsync(settings);
        var id = await post.PutInAsync();

        await Trust.InAsync(certificate, () => SendAsync(post, new MailKitSettings { ImplicitTls = implicitTls }));

        Assert.Equal(implicitTls ? EmailState.Sent : EmailState.Waiting, (await post.FindAsync(id)).State);
        Assert.Equal(implicitTls ? 1 : 0, server.SignedInSecurely);
    }

    [Fact]
    public async Task SendNextAsync_WithATokenServer_SignsInByTokenAndAsksForOneOnce()
    {
        await using var server = await TestSmtpServer.StartAsync();
        var settings = server.Settings();
        (settings.UserName, settings.MailsPerConnection) = ("mentor@example.com", 1);
        await using var post = await Post.OpenAsync(settings);
        var ids = new[] { await post.PutInAsync("1"), await post.PutInAsync("2") };
        using var tokens = new TokenServer();
        using var transport = new MailServerTransport(Options.Create(settings), Options.Create(new MailKitSettings { TokenUrl = tokens.Url, ClientId = "mm", ClientSecret = "s", Scope = "smtp" }));
        var worker = post.Worker(transport);

        Assert.True(await worker.SendNextAsync(default));
        Assert.True(await worker.SendNextAsync(default));

        foreach (var id in ids) Assert.Equal(EmailState.Sent, (await post.FindAsync(id)).State);
        Assert.Equal((2, "token-1", 1), (server.SignedIn, server.Token, tokens.Asked));
        Assert.Equal("grant_type=client_credentials&client_id=mm&client_secret=s&scope=smtp", tokens.LastForm);
    }

    private static async Task<bool> SendAsync(Post post, MailKitSettings mailKit)
    {
        using var transport = new MailServerTransport(Options.Create(post.Settings), Options.Create(mailKit));
        return await post.Worker(transport).SendNextAsync(default);
    }

    private static async Task<MimeKit.MimeMessage> MimeMessageOf(TestSmtpServer server)
    {
        using var raw = new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(server.Received).Raw));
        return await MimeKit.MimeMessage.LoadAsync(raw);
    }

    private sealed class KeyFile : IDisposable
    {
        public KeyFile(RSA key) => File.WriteAllText(Path, key.ExportRSAPrivateKeyPem());

        public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("mentormatch-dkim-").FullName, "key.pem");

        public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    /// <summary>The public key, as the name server would give it.</summary>
    private sealed class Locator(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("example.com", "mm"), (domain, selector));
            using var text = new StringReader(key.ExportSubjectPublicKeyInfoPem());
            return (AsymmetricKeyParameter)new PemReader(text).ReadObject();
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }

    /// <summary>Gives out tokens over HTTP.</summary>
    private sealed class TokenServer : IDisposable
    {
        private readonly HttpListener listener = new();

        public TokenServer()
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/token/";
            free.Stop();
            listener.Prefixes.Add(Url);
            listener.Start();
            _ = AnswerAsync();
        }

        public string Url { get; }

        public int Asked { get; private set; }

        public string LastForm { get; private set; } = "";

        public void Dispose() => listener.Close();

        private async Task AnswerAsync()
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                LastForm = await reader.ReadToEndAsync();
                Asked++;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"access_token":"token-{{Asked}}","token_type":"Bearer","expires_in":3600}"""));
                context.Response.Close();
            }
        }
    }
}
