using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class AssociationServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private readonly Programme programme = TestData.Programme();

    private AssociationService Service => new(database.Contexts, clock);

    private AssociationQueries Queries => new(database.Contexts);

    private Actor Mette => TestData.Coordinator(programme.Id);

    public async Task InitializeAsync() => await SaveAsync(programme);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Save_New_KeepsItTidyWithACodeForThePoster()
    {
        var saved = await Service.SaveAsync(Mette, Typed() with
        {
            Name = "  Blovstrød Skak & Ølklub ",
            ContactName = " Jens Prøve ",
            ContactEmail = " jens@example.com ",
            ContactPhone = "12 34 56 78",
            Notes = " Ring om aftenen ",
            ContactedNow = true,
        });

        var row = Assert.Single((await Queries.ListAsync(Mette, "skak", new PageRequest(1))).Rows);
        Assert.Equal((saved.Value, "Blovstrød Skak & Ølklub", "Jens Prøve", "jens@example.com"), (row.Id, row.Name, row.ContactName, row.ContactEmail));
        Assert.Equal(("+4512345678", "Ring om aftenen", clock.Now), (row.ContactPhone, row.Notes, row.LastContactAt));
        Assert.Matches("^blovstroed-skak-oelklub-[1-9][0-9]{3}$", row.Code);
        Assert.Equal(0, row.Volunteers);
    }

    [Theory]
    [InlineData("&&&")]
    [InlineData("Idræt")]
    public async Task Save_TwoOfOneName_GetCodesOfTheirOwn(string name)
    {
        var ids = new[] { (await Service.SaveAsync(Mette, Typed() with { Name = name })).Value, (await Service.SaveAsync(Mette, Typed() with { Name = name })).Value };

        await using var db = database.NewContext();
        var codes = await db.Associations.Where(a => ids.Contains(a.Id)).Select(a => a.Code).ToListAsync();
        Assert.Equal(2, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^([a-z]+-)?[0-9]{4}$", code));
    }

    [Theory]
    [InlineData(nameof(SaveAssociation.Name), " ", null, null)]
    [InlineData(nameof(SaveAssociation.ContactEmail), "Klub", "jens", null)]
    [InlineData(nameof(SaveAssociation.ContactPhone), "Klub", null, "12")]
    public async Task Save_Wrong_IsToldBesideTheField(string field, string name, string? email, string? phone)
    {
        var saved = await Service.SaveAsync(Mette, Typed() with { Name = name, ContactEmail = email, ContactPhone = phone });

        Assert.Equal(field, Assert.Single(saved.Errors).Field);
        Assert.Empty((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);
    }

    [Fact]
    public async Task Save_TooLongAnywhere_IsToldBesideEachField()
    {
        var saved = await Service.SaveAsync(Mette, Typed() with { Name = new string('a', 201), ContactName = new string('b', 121), Notes = new string('c', 2001) });

        Assert.Equal(["ContactName", "Name", "Notes"], saved.Errors.Select(e => e.Field).Order());
    }

    [Fact]
    public async Task Save_NoProgramme_IsToldBesideTheField() =>
        Assert.Equal("ProgrammeId", Assert.Single((await Service.SaveAsync(Mette, Typed() with { ProgrammeId = null })).Errors).Field);

    [Fact]
    public async Task Save_Again_KeepsTheCodeAndTheProgramme()
    {
        var id = (await Service.SaveAsync(Mette, Typed())).Value;
        var before = Assert.Single((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);

        Assert.True((await Service.SaveAsync(Mette, Typed() with { Id = id, ProgrammeId = Guid.NewGuid(), Name = "Nyt navn", Version = before.Version })).Succeeded);

        var after = Assert.Single((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);
        Assert.Equal(("Nyt navn", before.Code, programme.Id), (after.Name, after.Code, after.ProgrammeId));
    }

    [Fact]
    public async Task Save_OnAnOldVersion_IsRefusedAndKeepsWhatStands()
    {
        var id = (await Service.SaveAsync(Mette, Typed())).Value;
        var read = Assert.Single((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);
        await Service.SaveAsync(Mette, Typed() with { Id = id, Name = "Først", Version = read.Version });

        var late = await Service.SaveAsync(Mette, Typed() with { Id = id, Name = "Sidst", Version = read.Version });

        Assert.Equal("Error.AssociationChanged", Assert.Single(late.Errors).Key);
        Assert.Equal("Først", Assert.Single((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows).Name);
    }

    [Fact]
    public async Task RemoveAndRestore_TakeItOffTheListAndBack()
    {
        var id = (await Service.SaveAsync(Mette, Typed())).Value;

        Assert.True((await Service.RemoveAsync(Mette, id)).Succeeded);
        Assert.Empty((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);
        Assert.True((await Service.RestoreAsync(Mette, id)).Succeeded);

        Assert.Single((await Queries.ListAsync(Mette, null, new PageRequest(1))).Rows);
        Assert.Equal([AccessErrors.NotFound], (await Service.RemoveAsync(Mette, Guid.NewGuid())).Errors);
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Management)]
    public async Task EveryDeed_ByAStranger_IsRefused(Role role)
    {
        var id = (await Service.SaveAsync(Mette, Typed())).Value;
        var stranger = new Actor { AccountId = Guid.NewGuid(), Name = "En anden", Roles = [role], ProgrammeIds = role == Role.Coordinator ? [Guid.NewGuid()] : [] };

        Assert.Equal([AccessErrors.NotAllowed], (await Service.SaveAsync(stranger, Typed())).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.SaveAsync(stranger, Typed() with { Id = id })).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.RemoveAsync(stranger, id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.RestoreAsync(stranger, id)).Errors);
        Assert.Empty((await Queries.ListAsync(stranger, null, new PageRequest(1))).Rows);
    }

    private SaveAssociation Typed() => new() { ProgrammeId = programme.Id, Name = "Skakklubben" };

    private async Task SaveAsync(params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
