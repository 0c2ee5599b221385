using System.Net;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>Lets this process trust the authority of a test for a while.</summary>
internal static class Trust
{
    /// <summary>
    /// The framework's client asks one callback of the whole process. It goes on refusing whatever else the machine does
    /// not trust, so that tests that run at the same time see no difference.
    /// </summary>
    public static async Task InAsync(TestCertificate certificate, Func<Task> act)
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
