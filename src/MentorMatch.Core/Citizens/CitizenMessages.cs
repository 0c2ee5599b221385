using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>What citizens tell their coordinator when something feels wrong.</summary>
public sealed class CitizenMessages(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task<Result> TellAsync(Actor actor, TellCoordinator tell, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizen = await db.Citizens.AsNoTracking().FirstOrDefaultAsync(c => c.Id == tell.CitizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.CitizenWishes, Deed.Write, citizen.AsSubject()) is { } refusal) return refusal;
        var text = tell.Text.Trim();
        if (text.Length == 0) return CitizenErrors.MessageMissing;
        if (text.Length > CitizenMessage.MaxLength) return CitizenErrors.TooLong(nameof(tell.Text), CitizenMessage.MaxLength);
        if (CprNumber.IsIn(text)) return CitizenErrors.CprInText(nameof(tell.Text));
        if (await db.CitizenMessages.AnyAsync(m => m.Id == tell.Id, ct)) return Result.Success;

        var now = clock.GetUtcNow();
        db.CitizenMessages.Add(new CitizenMessage { Id = tell.Id, CitizenId = citizen.Id, ProgrammeId = citizen.ProgrammeId, Text = text, SentAt = now });
        await Work.AddAsync(db, NewWork(citizen, tell.Id, now), ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>The coordinator has taken it up: it leaves the list.</summary>
    public async Task<Result> HandleAsync(Actor actor, Guid messageId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = await db.CitizenMessages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is null) return AccessErrors.NotFound;
        var subject = Subject.Citizen(message.ProgrammeId, message.CitizenId);
        if (AccessRules.Refuse(actor, Resource.CitizenBasics, Deed.Write, subject) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        message.Handle(actor, now);
        await Work.DoneAsync(db, Work.Key(WorkKind.SomethingWrong, message.Id), actor, now, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    private static WorkItem NewWork(Citizen citizen, Guid messageId, DateTimeOffset now) => new()
    {
        ProgrammeId = citizen.ProgrammeId,
        Kind = WorkKind.SomethingWrong,
        Key = Work.Key(WorkKind.SomethingWrong, messageId),
        Urgency = Urgency.Today,
        About = citizen.FullName,
        Path = $"/coordinator/citizens/{citizen.Id}",
        CitizenId = citizen.Id,
        Since = now,
    };
}
