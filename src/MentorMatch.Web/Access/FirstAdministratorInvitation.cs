using MentorMatch.Core.SignIn;

namespace MentorMatch.Web.Access;

/// <summary>Invites the first administrator when the product starts, if one is configured and none is there.</summary>
internal sealed class FirstAdministratorInvitation(FirstAdministrator first) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => first.EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
