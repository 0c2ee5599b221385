using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Browser.Tests.Routes;

/// <param name="AccountId">Who is signed in; null for a visitor.</param>
/// <param name="Path">An address at which the page has something to show.</param>
public sealed record RouteExample(Guid? AccountId, string Path);

/// <summary>For each route of the product addresses in the demonstration, with somebody who may open them.</summary>
internal sealed class RouteExamples(AppDbContext db, DateTimeOffset now)
{
    private const string Mette = "mette@example.com";

    /// <exception cref="InvalidOperationException">The route has parameters and no example: give it one here.</exception>
    public async Task<IReadOnlyList<RouteExample>> OfAsync(PageRoute route) => route.Template switch
    {
        "/programmes/{Slug}" => [new(null, "/programmes/role-models")],
        "/sign-up/{StepName}" => [.. SignUpSteps.All.Select(step => new RouteExample(null, SignUpSteps.PathOf(step)))],
        "/unsubscribe/{Token}" => await UnsubscribeAsync(),
        _ when route.Template.EndsWith("{Token}", StringComparison.Ordinal) => await LinkAsync(route.Template),
        _ when route.Template.StartsWith("/admin", StringComparison.Ordinal) => [await AdministratorAsync(route.Template)],
        _ when route.Template.StartsWith("/coordinator", StringComparison.Ordinal) => await CoordinatorAsync(route.Template),
        _ when route.Template.StartsWith("/volunteer", StringComparison.Ordinal) => await VolunteerAsync(route.Template),
        _ when route.Template.StartsWith("/citizen", StringComparison.Ordinal) => await CitizenAsync(route.Template),
        "/management" => [new(await AccountOfAsync("ledelse@example.com"), route.Template)],
        _ when route.HasParameters => throw new InvalidOperationException($"Give an example of {route.Template}."),
        _ when route.Policy is not null => [new(await AccountOfAsync(Mette), route.Template)],
        _ => [new(null, route.Template)],
    };

    private async Task<Guid> AccountOfAsync(string email) => await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();

    /// <summary>A link that can be used, and one that nobody ever got.</summary>
    private async Task<IReadOnlyList<RouteExample>> LinkAsync(string template)
    {
        var purpose = template switch
        {
            "/sign-in/link/{Token}" => LinkPurpose.SignIn,
            "/sign-in/email/{Token}" => LinkPurpose.ConfirmEmail,
            "/sign-up/confirm/{Token}" => LinkPurpose.ConfirmSignUp,
            "/sign-up/resume/{Token}" => LinkPurpose.ResumeSignUp,
            "/staff/password/{Token}" => LinkPurpose.PasswordReset,
            "/information-meetings/cancel/{Token}" => LinkPurpose.MeetingAnswer,
            _ => throw new InvalidOperationException($"Give an example of {template}."),
        };
        var guest = purpose == LinkPurpose.MeetingAnswer;
        var subject = guest
            ? await db.Invitations.Where(i => i.GuestEmail != null).OrderByDescending(i => i.Id).Select(i => (Guid?)i.Id).FirstOrDefaultAsync()
            : await db.SignUps.OrderBy(s => s.Id).Select(s => (Guid?)s.Id).FirstOrDefaultAsync();
        var (link, token) = OneTimeLink.Create(purpose, now.AddDays(1), guest ? null : await AccountOfAsync(Mette), subject);
        db.Add(link);
        await db.SaveChangesAsync();
        return [new(null, template.Replace("{Token}", token, StringComparison.Ordinal)), new(null, template.Replace("{Token}", "nobody-got-this", StringComparison.Ordinal))];
    }

    /// <summary>The link of a mail that can be unsubscribed from, and one that nobody ever got.</summary>
    private async Task<IReadOnlyList<RouteExample>> UnsubscribeAsync()
    {
        var letter = new EmailLetter { Language = "da", Subject = "Læringsmøde", Greeting = "Hej", Paragraphs = ["Kom og vær med."] };
        var mail = Outbox.Add(db, "MeetingInvited", Guid.CreateVersion7().ToString("N"), new EmailReader(Mette, "Mette", "da"), letter, now, topic: EmailTopic.Network);
        await db.SaveChangesAsync();
        return [new(null, $"/unsubscribe/{mail.Letter!.UnsubscribeToken}"), new(null, "/unsubscribe/nobody-got-this")];
    }

    private async Task<RouteExample> AdministratorAsync(string template) => new(
        await AccountOfAsync("admin@example.com"),
        template switch
        {
            "/admin/models/{Id:guid}" => Filled(template, await db.Programmes.OrderBy(p => p.CreatedAt).Select(p => p.Id).FirstAsync()),
            "/admin/programmes/{Id:guid}" => Filled(template, await db.Programmes.OrderBy(p => p.CreatedAt).Select(p => p.Id).FirstAsync()),
            "/admin/users/{Id:guid}" => Filled(template, await AccountOfAsync(Mette)),
            _ => WithoutParameters(template),
        });

    private async Task<IReadOnlyList<RouteExample>> CoordinatorAsync(string template)
    {
        var programme = await db.Programmes.Where(p => p.Slug == "role-models").Select(p => p.Id).SingleAsync();
        template = template.Replace("{Kind}", "MatchRequest", StringComparison.Ordinal);
        var ids = template switch
        {
            _ when template.StartsWith("/coordinator/programmes/{Id:guid}", StringComparison.Ordinal) => [programme],
            // With a challenger, and without.
            "/coordinator/models/{Id:guid}" => [programme, await db.Programmes.Where(p => p.Slug == "youth-mentors").Select(p => p.Id).SingleAsync()],
            _ when !template.Contains("{Id:guid}", StringComparison.Ordinal) => [],
            "/coordinator/citizens/{Id:guid}/choose" => await db.Shortlists.Where(s => s.ProgrammeId == programme && s.State == ShortlistState.Published).OrderBy(s => s.Id).Select(s => s.CitizenId).Take(1).ToListAsync(),
            _ when template.StartsWith("/coordinator/citizens/", StringComparison.Ordinal) => await OneOfEachStateAsync(db.Citizens.Where(c => c.ProgrammeId == programme), c => (c.Id, c.State)),
            _ when template.StartsWith("/coordinator/volunteers/", StringComparison.Ordinal) => await OneOfEachStateAsync(db.Volunteers.Where(v => v.ProgrammeId == programme), v => (v.Id, v.State)),
            _ when template.StartsWith("/coordinator/matches/", StringComparison.Ordinal) => await OneOfEachStateAsync(db.Matches.Where(m => m.ProgrammeId == programme), m => (m.Id, m.State)),
            _ when template.StartsWith("/coordinator/meetings/", StringComparison.Ordinal) => await OneOfEachStateAsync(db.Meetings.Where(m => m.ProgrammeId == programme), m => (m.Id, (m.Kind, m.State))),
            _ when template.StartsWith("/coordinator/associations/", StringComparison.Ordinal) => await db.Associations.Where(a => a.ProgrammeId == programme && a.RemovedAt == null).OrderBy(a => a.Id).Select(a => a.Id).Take(1).ToListAsync(),
            _ when template.StartsWith("/coordinator/training/", StringComparison.Ordinal) => await db.TrainingEvenings.Where(e => e.ProgrammeId == programme).OrderBy(e => e.Id).Select(e => e.Id).Take(2).ToListAsync(),
            _ => throw new InvalidOperationException($"Give an example of {template}."),
        };
        var mette = await AccountOfAsync(Mette);
        return template.Contains('{', StringComparison.Ordinal) ? [.. ids.Select(id => new RouteExample(mette, Filled(template, id)))] : [new(mette, template)];
    }

    private async Task<IReadOnlyList<RouteExample>> VolunteerAsync(string template)
    {
        if (template.StartsWith("/volunteer/check-ins/", StringComparison.Ordinal))
        {
            var asked = await db.CheckIns.Where(c => c.Side == Core.FollowUps.Side.Volunteer && c.AnsweredAt == null).OrderBy(c => c.Id).FirstAsync();
            var whose = await db.Matches.Where(m => m.Id == asked.MatchId).Select(m => m.VolunteerId).SingleAsync();
            return [await VolunteersAsync(whose, Filled(template, asked.Id))];
        }

        if (template == "/volunteer/meetings/{MeetingId:guid}")
        {
            var invited = await db.Invitations.Where(i => i.VolunteerId != null && db.Meetings.Any(m => m.Id == i.MeetingId && m.State == MeetingState.Scheduled)).OrderBy(i => i.Id).FirstAsync();
            return [await VolunteersAsync(invited.VolunteerId!.Value, Filled(template, invited.MeetingId))];
        }

        if (template is "/volunteer/requests/{MatchId:guid}" or "/volunteer/matches/{MatchId:guid}")
        {
            var state = template.Contains("requests", StringComparison.Ordinal) ? MatchState.Requested : MatchState.Started;
            var match = await db.Matches.Where(m => m.State == state).OrderBy(m => m.Id).FirstAsync();
            return [await VolunteersAsync(match.VolunteerId, Filled(template, match.Id))];
        }

        var ofEach = await OneOfEachStateAsync(db.Volunteers.Where(v => v.State != VolunteerState.Applied), v => (v.Id, v.State));
        var ready = await db.Volunteers.Where(v => v.State == VolunteerState.Ready).OrderBy(v => v.Id).Select(v => v.Id).FirstAsync();
        var all = new List<RouteExample>();
        foreach (var id in template == "/volunteer" ? ofEach : [ready]) all.Add(await VolunteersAsync(id, WithoutParameters(template)));
        return all;
    }

    private async Task<RouteExample> VolunteersAsync(Guid id, string path) =>
        new(await db.Volunteers.Where(v => v.Id == id).Select(v => v.AccountId).SingleAsync(), path);

    private async Task<IReadOnlyList<RouteExample>> CitizenAsync(string template)
    {
        if (template.StartsWith("/citizen/check-ins/", StringComparison.Ordinal))
        {
            var asked = await db.CheckIns.Where(c => c.Side == Core.FollowUps.Side.Citizen && c.AnsweredAt == null).OrderBy(c => c.Id).FirstAsync();
            var whose = await db.Matches.Where(m => m.Id == asked.MatchId).Select(m => m.CitizenId).SingleAsync();
            return [await CitizensAsync(whose, Filled(template, asked.Id))];
        }

        if (template == "/citizen/meetings/{MeetingId:guid}")
        {
            var invited = await db.Invitations.Where(i => i.CitizenId != null).OrderBy(i => i.Id).FirstAsync();
            return [await CitizensAsync(invited.CitizenId!.Value, Filled(template, invited.MeetingId))];
        }

        if (template.StartsWith("/citizen/choose", StringComparison.Ordinal))
        {
            var list = await db.Shortlists.Include(s => s.Suggestions).Where(s => s.State == ShortlistState.Published).OrderBy(s => s.Id).FirstAsync();
            var shown = list.Suggestions.First(s => s.State == SuggestionState.Shown);
            return [await CitizensAsync(list.CitizenId, template.Contains('{', StringComparison.Ordinal) ? Filled(template, shown.Id) : template)];
        }

        var state = template.StartsWith("/citizen/wishes", StringComparison.Ordinal) ? CitizenState.Invited : CitizenState.Matched;
        var begun = db.Matches.Where(m => m.State == MatchState.Started).Select(m => m.CitizenId);
        var one = await db.Citizens.Where(c => c.State == state && c.AccountId != null && (state != CitizenState.Matched || begun.Contains(c.Id))).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync();
        if (template == "/citizen/wishes/{Slug}")
        {
            var account = (await CitizensAsync(one, template)).AccountId;
            return [.. Enum.GetValues<WishesStep>().Select(step => new RouteExample(account, $"/citizen/wishes/{step.ToString().ToLowerInvariant()}"))];
        }

        var ofEach = await OneOfEachStateAsync(db.Citizens.Where(c => c.AccountId != null), c => (c.Id, c.State));
        var all = new List<RouteExample>();
        foreach (var id in template == "/citizen" ? ofEach : [one]) all.Add(await CitizensAsync(id, WithoutParameters(template)));
        return all;
    }

    private async Task<RouteExample> CitizensAsync(Guid id, string path) =>
        new(await db.Citizens.Where(c => c.Id == id).Select(c => c.AccountId).SingleAsync(), path);

    /// <summary>In the order of the states: ids of one millisecond have none, and who comes first would change from run to run.</summary>
    private static async Task<List<Guid>> OneOfEachStateAsync<T, TState>(IQueryable<T> all, Func<T, (Guid Id, TState State)> idAndState)
        where T : class =>
        [.. (await all.AsNoTracking().ToListAsync()).Select(idAndState).GroupBy(one => one.State).OrderBy(same => same.Key).Select(same => same.Min(one => one.Id))];

    private static string Filled(string template, Guid id) => $"{template[..template.IndexOf('{', StringComparison.Ordinal)]}{id}{template[(template.IndexOf('}', StringComparison.Ordinal) + 1)..]}";

    private static string WithoutParameters(string template) =>
        template.Contains('{', StringComparison.Ordinal) ? throw new InvalidOperationException($"Give an example of {template}.") : template;
}
