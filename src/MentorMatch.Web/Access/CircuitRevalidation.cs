using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Access;

/// <summary>Signs a circuit out when its session has ended: disabled, signed out everywhere, or too old.</summary>
internal sealed class CircuitRevalidation(ILoggerFactory loggers, ActorLoader actors, IOptions<SessionSettings> settings)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => settings.Value.Recheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        return SessionClaims.AccountIdOf(user) is { } accountId
            && TimeProvider.System.GetUtcNow() - SessionClaims.SinceOf(user) < SessionCookie.Longest
            && await actors.LoadSessionAsync(accountId, SessionClaims.StampOf(user), cancellationToken) is not null;
    }
}
