using MentorMatch.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace MentorMatch.Web.Access;

/// <param name="Role">The role that is asked for; null for anybody who is signed in.</param>
internal sealed record RoleRequirement(Role? Role) : IAuthorizationRequirement;

/// <summary>Decides by what the database says now, not by what the cookie said when it was made.</summary>
internal sealed class RoleRequirementHandler(CurrentActor currentActor) : AuthorizationHandler<RoleRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        var actor = await currentActor.GetAsync();
        if (requirement.Role is { } role ? actor.Is(role) : actor.AccountId is not null) context.Succeed(requirement);
    }
}

internal static class RolePolicies
{
    public static void Configure(AuthorizationOptions options)
    {
        foreach (var (policy, role) in All)
        {
            options.AddPolicy(policy, p => p.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role)));
        }
    }

    private static IReadOnlyList<(string Policy, Role? Role)> All { get; } =
    [
        (Policies.Volunteer, Role.Volunteer),
        (Policies.Citizen, Role.Citizen),
        (Policies.Coordinator, Role.Coordinator),
        (Policies.Administrator, Role.Administrator),
        (Policies.Management, Role.Management),
        (Policies.SignedIn, null),
    ];
}
