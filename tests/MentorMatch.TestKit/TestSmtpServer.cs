using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using MentorMatch.Core.Emails;

namespace MentorMatch.TestKit;

/// <summary>A real mail server in a process of its own, on a free port of this machine. It ends with the test.</summary>
public sealed class TestSmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Folder = NodeFolder.Of("smtp");

    private readonly Process process;
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly TaskCompletionSource<int> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim commands = new(1, 1);
    private TaskCompletionSource behaves = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;
    private int signedIn;
    private int signedInSecurely;

    private TestSmtpServer(Process process) => this.process = process;

    public int Port { get; private set; }

    /// <summary>What was taken so far, in order; a mail that the server dropped after reading it is among them.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. received];

    public int Connections => connections;

    public int SignedIn => signedIn;

    /// <summary>Of those, how many after the connection was encrypted.</summary>
    public int SignedInSecurely => signedInSecurely;

    /// <summary>The access token of the last sign-in that brought one in place of a password.</summary>
    public string? Token { get; private set; }

    /// <param name="tls">Whether it offers STARTTLS, with a certificate that nobody trusts.</param>
    /// <param name="port">0 for a free one; a number to come back where an earlier one was.</param>
    /// <param name="certificate">The one to offer in place of that.</param>
    /// <param name="implicitTls">Whether it speaks TLS from the first byte.</param>
    public static async Task<TestSmtpServer> StartAsync(bool tls = false, int port = 0, TestCertificate? certificate = null, bool implicitTls = false)
    {
        await NodeFolder.InstallAsync(Folder, "smtp-server");
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("server.mjs");
        start.ArgumentList.Add($"--port={port}");
        if (tls || certificate is not null) start.ArgumentList.Add("--tls");
        if (implicitTls) start.ArgumentList.Add("--secure");
        if (certificate is not null)
        {
            start.ArgumentList.Add($"--cert={certificate.CertificatePath}");
            start.ArgumentList.Add($"--key={certificate.KeyPath}");
        }

        var server = new TestSmtpServer(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Port = await server.listening.Task.WaitAsync(Patience);
        return server;
    }

    /// <summary>Settings under which the product sends to this server.</summary>
    public EmailSettings Settings() => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        DemoMode = true,
        PublicUrl = "https://mentor.example.com",
        SendTimeoutSeconds = 10,
    };

    public Task AcceptAsync() => BehaveAsync(new { mode = "accept" });

    /// <summary>Ends the conversations that are open, as a server does with those that are silent.</summary>
    public Task HangUpAsync() => BehaveAsync(new { mode = "hangUp" });

    /// <summary>Answers the sign-in with a code such as 535.</summary>
    public Task RefuseSignInAsync(int code) => BehaveAsync(new { mode = "refuseSignIn", code });

    /// <summary>Answers the sender with a code such as 550.</summary>
    public Task RefuseSenderAsync(int code) => BehaveAsync(new { mode = "refuseSender", code });

    /// <summary>Answers the recipient with a code such as 550 or 451.</summary>
    public Task RefuseRecipientAsync(int code, int times = 0) => BehaveAsync(new { mode = "refuseRecipient", code, left = times });

    /// <summary>Reads the whole message, then answers with a code.</summary>
    public Task RefuseDataAsync(int code, int times = 0) => BehaveAsync(new { mode = "refuseData", code, left = times });

    /// <summary>Cuts the connection before any content is asked for.</summary>
    public Task DropBeforeDataAsync(int times = 0) => BehaveAsync(new { mode = "dropBeforeData", left = times });

    /// <summary>Cuts the connection in the middle of the content.</summary>
    public Task DropInDataAsync(int times = 0) => BehaveAsync(new { mode = "dropInData", left = times });

    /// <summary>Takes the message and cuts the connection instead of saying so.</summary>
    public Task DropAfterDataAsync(int times = 0) => BehaveAsync(new { mode = "dropAfterData", left = times });

    public Task DelayAsync(TimeSpan by, int times = 0) =>
        BehaveAsync(new { mode = "delay", milliseconds = (int)by.TotalMilliseconds, left = times });

    /// <summary>Waits for the first mail to this address that matches; fails with what came instead.</summary>
    public async Task<ReceivedMail> WaitForAsync(string toAddress, Func<ReceivedMail, bool>? matches = null, TimeSpan? atMost = null)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < (atMost ?? Patience))
        {
            var mail = received.FirstOrDefault(m => m.ToAddress == toAddress && matches?.Invoke(m) != false);
            if (mail is not null) return mail;
            await Task.Delay(50);
        }

        var others = string.Join("; ", received.Select(m => $"{m.ToAddress}: {m.Subject}"));
        throw new TimeoutException($"No such mail came to {toAddress}. What came: {others}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        commands.Dispose();
    }

    private async Task BehaveAsync(object behaviour)
    {
        behaves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await CommandAsync(behaviour);
        await behaves.Task.WaitAsync(Patience);
    }

    private async Task CommandAsync(object command)
    {
        await commands.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
            await process.StandardInput.FlushAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The test has ended and nobody waits for the answer.
        }
        finally
        {
            commands.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            switch (json.RootElement.GetProperty("event").GetString())
            {
                case "listening":
                    listening.TrySetResult(json.RootElement.GetProperty("port").GetInt32());
                    break;
                case "behaves":
                    behaves.TrySetResult();
                    break;
                case "connected":
                    Interlocked.Increment(ref connections);
                    break;
                case "signedIn":
                    Interlocked.Increment(ref signedIn);
                    if (json.RootElement.TryGetProperty("token", out var token)) Token = token.GetString();
                    if (json.RootElement.GetProperty("secure").GetBoolean()) Interlocked.Increment(ref signedInSecurely);
                    break;
                case "message":
                    received.Enqueue(ReceivedMail.Parse(json.RootElement.GetProperty("raw").GetBytesFromBase64()));
                    break;
            }

            if (json.RootElement.TryGetProperty("number", out var number)) await CommandAsync(new { seen = number.GetInt32() });
        }

        listening.TrySetException(new InvalidOperationException("The mail server for tests ended before it listened."));
    }
}
