using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MentorMatch.Web.Hosting;

/// <summary>Tells the person who started a demonstration where to look and how to sign in.</summary>
public static class StartNotice
{
    public static void PrintStartNotice(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine(
            $"""

              MentorMatch is at   {url}
              Sign in as anybody  {url}/demo/sign-in
              Read the mails      {url}/demo/mail
              Stop with Ctrl-C

            """);
    });
}
