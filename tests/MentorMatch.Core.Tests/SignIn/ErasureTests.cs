using System.Collections;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MentorMatch.Core.Tests.SignIn;

public sealed class ErasureTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly ErasureWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Tables_ThatTellOfPeople_AreAllReachedByErasing()
    {
        Assert.Equal(OwnRows.Tables.Keys.Select(t => t.Name).Order(), ErasedRows.Tables.Keys.Select(t => t.Name).Order());
        var pair = await world.PairAsync();
        await using var db = world.Open();
        var filled = (await Canaries.FilledAsync(db, OfVolunteer(pair))).Concat(await Canaries.FilledAsync(db, OfCitizen(pair))).Distinct();

        // Without a row in a table the tests below prove nothing of it. Roles and batches are of staff, whose accounts are not erased here.
        Assert.Equal(OwnRows.Tables.Keys.Where(t => t != typeof(RoleAssignment) && t != typeof(ShortlistBatch)).Select(t => t.Name).Order(), filled.Select(t => t.Name).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Erase_WithCanariesInEveryPersonalColumn_LeavesNone(bool isVolunteer)
    {
        var pair = await world.PairAsync();
        var person = isVolunteer ? OfVolunteer(pair) : OfCitizen(pair);
        var mark = $"Kan{Guid.NewGuid().ToString("N")[..6]}";
        string ownName;
        await using (var db = world.Open())
        {
            var canaries = new Canaries(db, mark);
            await canaries.PlantAsync(person);
            ownName = canaries.OwnName;
            // Found before, so that not finding them says something.
            var before = await Canaries.DumpAsync(db);
            Assert.Contains(mark, before, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(ownName, before, StringComparison.Ordinal);
        }

        var erased = await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), RecordOf(pair, isVolunteer));

        Assert.True(erased.Succeeded, string.Join(", ", erased.Errors.Select(e => e.Key)));
        await world.SendFarewellAsync();
        await using var after = world.Open();
        var dump = await Canaries.DumpAsync(after);
        Assert.DoesNotContain(ownName, dump, StringComparison.Ordinal);
        var left = dump.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        Assert.True(left < 0, left < 0 ? "" : dump[Math.Max(0, left - 200)..(left + 20)]);
        await AssertEmptyAsync(after, person);
    }

    [Fact]
    public async Task Erase_OneOfTwoPairs_LeavesTheOthersAlone()
    {
        var (pair, other) = (await world.PairAsync(), await world.PairAsync());
        var mark = $"Kan{Guid.NewGuid().ToString("N")[..6]}";
        await using (var db = world.Open()) await new Canaries(db, mark).PlantAsync(OfVolunteer(other));
        await using var reading = world.Open();
        var before = Count(await Canaries.DumpAsync(reading), mark);

        await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Volunteer(pair.Volunteer.Id));

        Assert.Equal(before, Count(await Canaries.DumpAsync(reading), mark));
    }

    [Fact]
    public async Task Erase_StaffAndTheOtherSide_StayNamed()
    {
        var pair = await world.PairAsync();
        await world.AskAsync(pair.Citizen.AccountId);

        var erased = await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Citizen(pair.Citizen.Id));

        Assert.Equal([], erased.Errors);
        await using var db = world.Open();
        Assert.Equal("Mette Koordinator", await db.CaseReads.Where(r => r.CitizenId == pair.Citizen.Id).Select(r => r.ByName).SingleAsync());
        Assert.Equal(pair.Volunteer.FirstName, await db.Volunteers.Where(v => v.Id == pair.Volunteer.Id).Select(v => v.FirstName).SingleAsync());
        var audit = await db.StateChanges.SingleAsync(c => c.EntityId == pair.Citizen.Id && c.To == "Erased");
        Assert.Equal(("Mette Koordinator", null), (audit.ByName, audit.Reason));
    }

    [Fact]
    public async Task Erase_AskedFor_ClosesTheAccountTheWorkAndTheMails_AndSaysFarewell()
    {
        var pair = await world.PairAsync();
        await world.AskAsync(pair.Volunteer.AccountId);

        await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Volunteer(pair.Volunteer.Id));

        await using var db = world.Open();
        var account = await db.Accounts.SingleAsync(a => a.Id == pair.Volunteer.AccountId);
        Assert.Equal((true, null, null, world.Clock.Now), (account.Disabled, account.Email, account.ErasureAskedAt, account.ErasedAt));
        Assert.False(await db.OneTimeLinks.AnyAsync(l => l.AccountId == account.Id));
        Assert.False(await db.WorkItems.AnyAsync(w => w.VolunteerId == pair.Volunteer.Id && w.DoneAt == null));
        Assert.All(await db.Emails.Where(e => e.VolunteerId == pair.Volunteer.Id).ToListAsync(), e => Assert.Equal((EmailState.Cancelled, ""), (e.State, e.ToAddress)));
        var farewell = await db.Emails.SingleAsync(e => e.ToAddress == pair.Volunteer.Email);
        Assert.Equal((SignInEmails.Farewell, EmailState.Waiting), (farewell.Kind, farewell.State));
    }

    [Fact]
    public async Task Erase_CitizenWithALiveMatch_EndsItAndTellsTheVolunteer()
    {
        await using var db = world.Open();
        var pair = await TestData.StartedMatchAsync(db, world.Clock.Now);
        await world.AskAsync(pair.Citizen.AccountId);

        var erased = await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Citizen(pair.Citizen.Id));

        Assert.True(erased.Succeeded);
        await using var after = world.Open();
        Assert.Equal(MatchState.Ended, (await after.Matches.SingleAsync(m => m.Id == pair.Match.Id)).State);
        Assert.Equal(0, (await after.Volunteers.SingleAsync(v => v.Id == pair.Volunteer.Id)).Used);
        Assert.True(await after.Emails.AnyAsync(e => e.ToAddress == pair.Volunteer.Email && e.Kind == "CitizenLeft"));
        Assert.Equal("Slettet person", (await after.Citizens.SingleAsync(c => c.Id == pair.Citizen.Id)).FullName);
    }

    [Fact]
    public async Task Erase_VolunteerWithALiveMatch_IsRefusedAndNothingIsLost()
    {
        await using var db = world.Open();
        var pair = await TestData.StartedMatchAsync(db, world.Clock.Now);
        await world.AskAsync(pair.Volunteer.AccountId);

        var erased = await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Volunteer(pair.Volunteer.Id));

        Assert.Equal([VolunteerErrors.HasLiveMatch], erased.Errors);
        await using var after = world.Open();
        Assert.Equal(pair.Volunteer.FirstName, (await after.Volunteers.SingleAsync(v => v.Id == pair.Volunteer.Id)).FirstName);
    }

    [Fact]
    public async Task Erase_NotAskedAndTakingPart_IsRefused()
    {
        await using var db = world.Open();
        var open = await TestData.PublishedShortlistAsync(db, world.Clock.Now);
        var coordinator = TestData.Coordinator(open.Programme.Id);

        Assert.Equal([SignInErrors.ErasureNotAsked], (await world.Erasure.EraseAsync(coordinator, PersonRecord.Volunteer(open.Volunteers[0].Id))).Errors);
        Assert.Equal([SignInErrors.ErasureNotAsked], (await world.Erasure.EraseAsync(coordinator, PersonRecord.Citizen(open.Citizen.Id))).Errors);
    }

    [Fact]
    public async Task Erase_ByAnybodyButTheirCoordinator_IsRefused()
    {
        var pair = await world.PairAsync();
        Actor[] others =
        [
            TestData.ActorOf(pair.Volunteer), TestData.ActorOf(pair.Citizen), Actor.Visitor, TestData.Coordinator(Guid.NewGuid()),
            new() { AccountId = Guid.NewGuid(), Name = "A", Roles = [Role.Administrator] }, new() { AccountId = Guid.NewGuid(), Name = "L", Roles = [Role.Management] },
        ];
        foreach (var other in others)
        {
            Assert.Equal([AccessErrors.NotAllowed], (await world.Erasure.EraseAsync(other, PersonRecord.Volunteer(pair.Volunteer.Id))).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await world.Erasure.EraseAsync(other, PersonRecord.Citizen(pair.Citizen.Id))).Errors);
        }
    }

    [Fact]
    public async Task Erase_Twice_IsOneErasure()
    {
        var pair = await world.PairAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        await world.AskAsync(pair.Citizen.AccountId);

        Assert.True((await world.Erasure.EraseAsync(coordinator, PersonRecord.Citizen(pair.Citizen.Id))).Succeeded);
        Assert.True((await world.Erasure.EraseAsync(coordinator, PersonRecord.Citizen(pair.Citizen.Id))).Succeeded);

        await using var db = world.Open();
        Assert.Equal(1, await db.StateChanges.CountAsync(c => c.EntityId == pair.Citizen.Id && c.To == "Erased"));
    }

    [Fact]
    public async Task Erase_OneOfTwoRecords_KeepsTheAccountUntilTheLast()
    {
        var pair = await world.PairAsync();
        var second = TestData.Programme();
        var volunteer = TestData.VolunteerIn(VolunteerState.Ready, second, world.Clock.Now).Volunteer;
        var twin = new Volunteer
        {
            ProgrammeId = second.Id,
            AccountId = pair.Volunteer.AccountId,
            FirstName = pair.Volunteer.FirstName,
            LastName = pair.Volunteer.LastName,
            Email = pair.Volunteer.Email,
            Phone = volunteer.Phone,
            Source = "Web",
            AppliedAt = world.Clock.Now,
        };
        await world.SaveAsync(second, twin);
        await world.AskAsync(pair.Volunteer.AccountId);

        await world.Erasure.EraseAsync(TestData.Coordinator(pair.Programme.Id), PersonRecord.Volunteer(pair.Volunteer.Id));
        await using (var db = world.Open())
        {
            Assert.Equal(pair.Volunteer.Email, (await db.Accounts.SingleAsync(a => a.Id == pair.Volunteer.AccountId)).Email);
            Assert.Equal(pair.Volunteer.Email, (await db.Volunteers.SingleAsync(v => v.Id == twin.Id)).Email);
        }

        await world.Erasure.EraseAsync(TestData.Coordinator(second.Id), PersonRecord.Volunteer(twin.Id));
        await using var after = world.Open();
        Assert.Null((await after.Accounts.SingleAsync(a => a.Id == pair.Volunteer.AccountId)).Email);
    }

    private static Person OfVolunteer(MatchedPair pair) => new(pair.Volunteer.AccountId, pair.Volunteer.Email, [pair.Volunteer.Id], []);

    private static Person OfCitizen(MatchedPair pair) => new(pair.Citizen.AccountId!.Value, pair.Citizen.Email!, [], [pair.Citizen.Id]);

    private static PersonRecord RecordOf(MatchedPair pair, bool isVolunteer) =>
        isVolunteer ? PersonRecord.Volunteer(pair.Volunteer.Id) : PersonRecord.Citizen(pair.Citizen.Id);

    private static int Count(string text, string mark) => text.Split(mark, StringSplitOptions.None).Length - 1;

    /// <summary>What is no text is looked at column by column: nothing is left but dates, numbers of meetings and who decided.</summary>
    private static async Task AssertEmptyAsync(AppDbContext db, Person person)
    {
        foreach (var (type, rows) in OwnRows.Tables.Where(t => t.Key != typeof(RoleAssignment)))
        {
            foreach (var row in await rows(db, person).ToListAsync()) AssertEmpty(db.Entry(row), type.Name);
        }
    }

    private static void AssertEmpty(EntityEntry row, string path)
    {
        foreach (var property in row.Metadata.GetProperties())
        {
            if (PersonalColumns.Of(property) is not { } personal || personal.Category == DataCategory.Activity || personal is { Category: DataCategory.Identity, Keep: Keep.FiveYears }) continue;
            var value = row.Property(property).CurrentValue;
            Assert.True(IsNothing(value), $"{path}.{property.Name}: {value}");
        }

        foreach (var part in row.References.Where(r => r.Metadata.TargetEntityType.IsOwned() && r.TargetEntry is not null)) AssertEmpty(part.TargetEntry!, $"{path}.{part.Metadata.Name}");
    }

    private static bool IsNothing(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0 || text.StartsWith("Slettet", StringComparison.Ordinal) || text == "person",
        ICollection many => many.Count == 0,
        _ => value.Equals(Activator.CreateInstance(value.GetType())),
    };
}
