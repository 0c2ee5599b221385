using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Volunteers;

public sealed class RequirementServiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly FakeClock clock = new();

    private RequirementService Requirements => new(database.Contexts, clock);

    [Fact]
    public async Task Requirements_AllMet_TellTheCoordinatorOnceAndTheVolunteerCanBecomeReady()
    {
        var (programme, volunteer) = await InTrainingAsync(certificate: true);
        var coordinator = TestData.Coordinator(programme.Id);

        await Requirements.ExemptFromTrainingAsync(coordinator, volunteer.Id, "Har været mentor i mange år");
        await Requirements.RecordCertificateAsync(coordinator, volunteer.Id, new DateOnly(2026, 1, 15));
        Assert.Equal(0, await WorkAsync(volunteer.Id));
        await Requirements.SignConfidentialityAsync(TestData.ActorOf(volunteer), volunteer.Id, read: true);
        await Requirements.RecordCertificateAsync(coordinator, volunteer.Id, new DateOnly(2026, 1, 16));

        var saved = await ReadAsync(volunteer.Id);
        Assert.Equal(1, await WorkAsync(volunteer.Id));
        Assert.Empty(saved.MissingForReady(programme.Settings, new DateOnly(2026, 2, 2)));
        Assert.Equal(coordinator.Name, saved.TrainingExemptedBy);
        Assert.Equal(new DateOnly(2028, 1, 16), saved.CertificateValidUntil);
    }

    [Fact]
    public async Task Sign_ByTheCoordinator_IsRefused()
    {
        var (programme, volunteer) = await InTrainingAsync(certificate: false);

        var refused = await Requirements.SignConfidentialityAsync(TestData.Coordinator(programme.Id), volunteer.Id, read: true);

        Assert.False(refused.Succeeded);
        Assert.Null((await ReadAsync(volunteer.Id)).ConfidentialitySignedAt);
    }

    [Fact]
    public async Task Sign_WithoutHavingRead_SaysSoBesideTheBox()
    {
        var (_, volunteer) = await InTrainingAsync(certificate: false);

        var refused = await Requirements.SignConfidentialityAsync(TestData.ActorOf(volunteer), volunteer.Id, read: false);

        Assert.Equal("Read", Assert.Single(refused.Errors).Field);
    }

    [Theory]
    [InlineData(null, "Error.CertificateDateMissing")]
    [InlineData("2026-02-03", "Error.CertificateDateInFuture")]
    [InlineData("2023-06-01", "Error.CertificateTooOld")]
    public async Task RecordCertificate_DayThatCannotBe_IsRefused(string? day, string error)
    {
        var (programme, volunteer) = await InTrainingAsync(certificate: true);

        var refused = await Requirements.RecordCertificateAsync(
            TestData.Coordinator(programme.Id), volunteer.Id, day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(error, Assert.Single(refused.Errors).Key);
    }

    [Fact]
    public async Task Exempt_ByTheVolunteer_IsRefused()
    {
        var (_, volunteer) = await InTrainingAsync(certificate: false);

        // A volunteer may write their own profile, but not what others decide about it.
        var refused = await Requirements.ExemptFromTrainingAsync(TestData.ActorOf(volunteer), volunteer.Id, "Jeg kan det hele");

        Assert.Equal(AccessErrors.NotAllowed.Key, Assert.Single(refused.Errors).Key);
    }

    private async Task<(Programme Programme, Volunteer Volunteer)> InTrainingAsync(bool certificate)
    {
        var programme = TestData.Programme(settings: new ProgrammeSettings { CertificateRequired = certificate });
        var (account, volunteer) = TestData.VolunteerIn(VolunteerState.InTraining, programme, clock.Now);
        await using var db = database.NewContext();
        db.AddRange(programme, account, volunteer);
        await db.SaveChangesAsync();
        return (programme, volunteer);
    }

    private async Task<Volunteer> ReadAsync(Guid id)
    {
        await using var db = database.NewContext();
        return await db.Volunteers.SingleAsync(v => v.Id == id);
    }

    private async Task<int> WorkAsync(Guid volunteerId)
    {
        await using var db = database.NewContext();
        return await db.WorkItems.CountAsync(w => w.Kind == WorkKind.VolunteerMayBeReady && w.VolunteerId == volunteerId);
    }
}
