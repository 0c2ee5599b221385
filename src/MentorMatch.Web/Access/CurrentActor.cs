using System.Security.Claims;
using MentorMatch.Core.Access;
using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Access;

/// <summary>
/// Who asks, read from the database: once a request, and in a circuit again when the last reading is older than
/// <see cref="SessionSettings.Recheck"/>, so that somebody who is disabled or has lost a role is out within a minute.
/// </summary>
public sealed class CurrentActor(IServiceProvider services, IHttpContextAccessor http, ActorLoader actors, IOptions<SessionSettings> settings)
{
    private Actor? actor;
    private string? readFor;
    private long readAt;

    public async Task<Actor> GetAsync()
    {
        var user = await UserAsync();
        if (user.Identity is not { IsAuthenticated: true } || SessionClaims.AccountIdOf(user) is not { } accountId) return Actor.Visitor;

        var stamp = SessionClaims.StampOf(user);
        // Elapsed time, not the application's clock: that one can be moved.
        if (actor is null || readFor != $"{accountId} {stamp}" || TimeProvider.System.GetElapsedTime(readAt) > settings.Value.Recheck)
        {
            Keep(await actors.LoadSessionAsync(accountId, stamp), accountId, stamp);
        }

        return actor!;
    }

    /// <summary>Takes over what the cookie's check has just read, so that a request reads it once.</summary>
    internal void Keep(Session? session, Guid accountId, string stamp)
    {
        actor = session?.Actor ?? Actor.Visitor;
        readFor = $"{accountId} {stamp}";
        readAt = TimeProvider.System.GetTimestamp();
    }

    /// <summary>In a circuit the request that opened it is over or foreign: only the scope's own request counts.</summary>
    private async Task<ClaimsPrincipal> UserAsync() =>
        http.HttpContext is { } context && ReferenceEquals(context.RequestServices, services)
            ? context.User
            : (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;
}
