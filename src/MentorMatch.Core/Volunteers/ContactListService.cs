using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>A volunteer as the others on the contact list see them.</summary>
public sealed record NetworkContact
{
    public required string FullName { get; init; }
    public required string Email { get; init; }
    public required string? OccupationField { get; init; }
    public required string? Occupation { get; init; }
    public required IReadOnlyList<string> Likes { get; init; }
    public required IReadOnlyList<LanguageSkill> Languages { get; init; }
}

public enum ContactListState
{
    /// <summary>Not in training yet, or not a volunteer any more.</summary>
    Closed,

    /// <summary>Opens to who goes on it.</summary>
    Outside,
    On,
}

/// <param name="State">Where the reader stands.</param>
/// <param name="Contacts">The others, by name; empty unless the reader is on the list.</param>
public sealed record ContactList(ContactListState State, IReadOnlyList<NetworkContact> Contacts);

/// <summary>The list on which volunteers of a programme find each other. Who is on it sees the others, and nobody else does.</summary>
public sealed class ContactListService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The text that is agreed to by going on the list.</summary>
    public const string ConsentText = "ContactList";

    private const string ConsentVersion = "1";

    private static readonly VolunteerState[] InNetwork = [VolunteerState.InTraining, VolunteerState.Ready, VolunteerState.Paused];

    /// <summary>The list of all programmes of the signed-in volunteer.</summary>
    public async Task<ContactList> ShowAsync(Actor actor, CancellationToken ct = default)
    {
        var ids = actor.VolunteerIds.ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.Id) && InNetwork.Contains(v.State))
            .Select(v => new { v.Id, v.ProgrammeId, v.OnContactList }).ToListAsync(ct);
        if (own.Count == 0) return new(ContactListState.Closed, []);
        var shared = own.Where(v => AccessRules.Allows(actor, Resource.ContactList, Deed.Read, new Subject { ProgrammeId = v.ProgrammeId, SharedWith = v.OnContactList ? [v.Id] : [] }))
            .Select(v => v.ProgrammeId).ToArray();
        if (shared.Length == 0) return new(ContactListState.Outside, []);
        var others = await db.Volunteers.AsNoTracking()
            .Where(v => shared.Contains(v.ProgrammeId) && v.OnContactList && InNetwork.Contains(v.State) && v.AccountId != actor.AccountId && v.ErasedAt == null)
            .OrderBy(v => v.FirstName).ThenBy(v => v.LastName).ThenBy(v => v.Id)
            .Select(v => new NetworkContact
            {
                FullName = v.FirstName + " " + v.LastName,
                Email = v.Email,
                OccupationField = v.Guide.OccupationField,
                Occupation = v.Guide.Occupation,
                Likes = v.Guide.Likes,
                Languages = v.Guide.Languages,
            }).ToListAsync(ct);
        // Somebody in two programmes of the reader's stands on the list once.
        return new(ContactListState.On, [.. others.DistinctBy(contact => contact.Email)]);
    }

    /// <summary>Goes on the list, or off it.</summary>
    public async Task<Result> ChooseAsync(Actor actor, bool on, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } account || actor.VolunteerIds.Count == 0) return AccessErrors.NotAllowed;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SaveAsync(db, account, on, clock.GetUtcNow(), ct);
    }

    internal static async Task<Result> SaveAsync(AppDbContext db, Guid accountId, bool on, DateTimeOffset now, CancellationToken ct)
    {
        await SetAsync(db, accountId, on, now, ct);
        return await OwnSaving.SavedAsync(db, ct);
    }

    /// <summary>Puts it into a running write, for all programmes of a person, with the consent that it stands on.</summary>
    internal static async Task SetAsync(AppDbContext db, Guid accountId, bool on, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var volunteer in await db.Volunteers.Where(v => v.AccountId == accountId).ToListAsync(ct)) volunteer.OnContactList = on;
        var given = await db.Consents.Where(c => c.AccountId == accountId && c.Text == ConsentText && c.WithdrawnAt == null).ToListAsync(ct);
        if (!on) given.ForEach(consent => consent.WithdrawnAt = now);
        else if (given.Count == 0) db.Consents.Add(Consent(accountId, now));
    }

    internal static Consent Consent(Guid accountId, DateTimeOffset now) =>
        new() { AccountId = accountId, Text = ConsentText, TextVersion = ConsentVersion, GivenAt = now };
}
