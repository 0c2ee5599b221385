using System.Text.Json;
using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.SignIn;

public sealed class PersonalExportTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly FakeClock clock = new();

    [Fact]
    public async Task Tables_WithPersonalColumns_AreOwnRowsOrOfOthers()
    {
        await using var db = database.NewContext();
        var personal = db.Model.GetEntityTypes().Where(e => !e.IsOwned() && e.ClrType.Assembly == typeof(Account).Assembly && PersonalColumns.Any(e)).Select(e => e.ClrType);

        Assert.Empty(personal.Except(OwnRows.Tables.Keys).Except(OwnRows.OfOthers));
    }

    [Fact]
    public async Task Write_Volunteer_HasEveryPersonalColumnOfTheirRows()
    {
        var (volunteer, account) = await VolunteerAsync();

        using var json = await ExportAsync(TestData.ActorOf(volunteer));

        await using var db = database.NewContext();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.ClrType == typeof(Volunteer) || e.ClrType == typeof(Account)))
        {
            var row = json.RootElement.GetProperty("data").GetProperty(entity.ClrType.Name)[0];
            Assert.All(ColumnsOf(entity), column => Assert.True(row.TryGetProperty(column, out _), $"{entity.ClrType.Name}.{column}"));
        }

        var guide = json.RootElement.GetProperty("data").GetProperty("Volunteer")[0].GetProperty("Guide");
        var guideType = db.Model.GetEntityTypes().Single(e => e.ClrType == typeof(MatchGuide));
        Assert.All(ColumnsOf(guideType), column => Assert.True(guide.TryGetProperty(column, out _), $"Guide.{column}"));
        Assert.Equal(account.Email, json.RootElement.GetProperty("data").GetProperty("Account")[0].GetProperty("Email").GetString());
    }

    [Fact]
    public async Task Write_Volunteer_HasTheValuesAndNoSecrets()
    {
        var (volunteer, account) = await VolunteerAsync();
        account.PasswordHash = "secret-hash";
        await using (var db = database.NewContext())
        {
            await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "secret-hash"));
        }

        var text = await TextAsync(TestData.ActorOf(volunteer));

        Assert.Contains("Ringer på en god dag", text, StringComparison.Ordinal);
        Assert.Contains("Fortalte om sin hund", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-hash", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Somebody_HoldsNothingOfSomebodyElse()
    {
        var (volunteer, _) = await VolunteerAsync();
        var (other, otherAccount) = await VolunteerAsync();

        var text = await TextAsync(TestData.ActorOf(volunteer));

        Assert.DoesNotContain(otherAccount.Email!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Id.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Citizen_ShowsWhenAndWhyTheCaseWasReadButNotByWhom()
    {
        var programme = TestData.Programme();
        var (account, citizen) = TestData.CitizenWithWishes(programme, clock.Now);
        var read = new CaseRead
        {
            CitizenId = citizen.Id,
            ProgrammeId = programme.Id,
            ByAccountId = Guid.CreateVersion7(),
            ByName = "Mette Koordinator",
            Purpose = nameof(ReadPurpose.Matching),
            At = clock.Now,
        };
        await SaveAsync(programme, account, citizen, read);

        using var json = await ExportAsync(TestData.ActorOf(citizen));

        var row = json.RootElement.GetProperty("data").GetProperty("CaseRead")[0];
        Assert.True(row.TryGetProperty("At", out _));
        Assert.False(row.TryGetProperty("ByName", out _));
        Assert.Equal("FindJob", json.RootElement.GetProperty("data").GetProperty("Citizen")[0].GetProperty("Wishes").GetProperty("Goals")[0].GetString());
    }

    [Fact]
    public async Task Write_Visitor_IsRefused() => Assert.False((await Export().WriteAsync(Actor.Visitor)).Succeeded);

    /// <summary>Written from the attributes alone, so that a column that the export forgets is missed here.</summary>
    private static IEnumerable<string> ColumnsOf(Microsoft.EntityFrameworkCore.Metadata.IEntityType entity) => entity.GetProperties()
        .Where(p => PersonalColumns.Of(p) is { Category: not DataCategory.Account })
        .Select(p => p.Name);

    private async Task<(Volunteer Volunteer, Account Account)> VolunteerAsync()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, clock.Now, v =>
        {
            v.Motivation = "Ringer på en god dag";
            v.Guide.Notes = "Fortalte om sin hund";
        });
        var interview = new Interview
        {
            ProgrammeId = programme.Id,
            VolunteerId = volunteer.Id,
            CoordinatorId = Guid.CreateVersion7(),
            StartsAt = clock.Now,
            Minutes = 60,
            Place = "Rådhuset",
        };
        await SaveAsync(programme, account, volunteer, interview);
        return (volunteer, account);
    }

    private PersonalExport Export() => new(database.Contexts, clock);

    private async Task<string> TextAsync(Actor actor) => System.Text.Encoding.UTF8.GetString((await Export().WriteAsync(actor)).Value);

    private async Task<JsonDocument> ExportAsync(Actor actor) => JsonDocument.Parse(await TextAsync(actor));

    private async Task SaveAsync(params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
