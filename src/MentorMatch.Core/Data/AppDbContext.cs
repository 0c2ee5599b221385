using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Calendars;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data.DataProtection;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MentorMatch.Core.Data;

/// <summary>The whole database. One context an operation, from the factory.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Account> Accounts => Users;
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    public DbSet<StateChange> StateChanges => Set<StateChange>();
    public DbSet<CaseRead> CaseReads => Set<CaseRead>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<OutgoingEmail> Emails => Set<OutgoingEmail>();
    public DbSet<EmailOptOut> EmailOptOuts => Set<EmailOptOut>();
    public DbSet<EmailWording> EmailWordings => Set<EmailWording>();
    public DbSet<IncomingEmail> IncomingEmails => Set<IncomingEmail>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<EmailPace> EmailPaces => Set<EmailPace>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<SignUp> SignUps => Set<SignUp>();
    public DbSet<Association> Associations => Set<Association>();
    public DbSet<Interview> Interviews => Set<Interview>();
    public DbSet<Volunteer> Volunteers => Set<Volunteer>();
    public DbSet<Citizen> Citizens => Set<Citizen>();
    public DbSet<CitizenMessage> CitizenMessages => Set<CitizenMessage>();
    public DbSet<Shortlist> Shortlists => Set<Shortlist>();
    public DbSet<Suggestion> Suggestions => Set<Suggestion>();
    public DbSet<ShortlistBatch> ShortlistBatches => Set<ShortlistBatch>();
    public DbSet<BatchedCitizen> BatchedCitizens => Set<BatchedCitizen>();
    public DbSet<Match> Matches => Set<Match>();
    public DbSet<StoredModel> RankingModels => Set<StoredModel>();
    public DbSet<TrainingEvening> TrainingEvenings => Set<TrainingEvening>();
    public DbSet<TrainingSignUp> TrainingSignUps => Set<TrainingSignUp>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<CheckIn> CheckIns => Set<CheckIn>();
    public DbSet<LoggedMeeting> LoggedMeetings => Set<LoggedMeeting>();
    public DbSet<FollowUpStep> FollowUpSteps => Set<FollowUpStep>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        WriteDownStateChanges();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        WriteDownStateChanges();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Enums as words: a dump stays readable, and a new member in the middle changes nothing.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<WeekTimes>().HaveConversion<WeekTimesConverter>();
        configurationBuilder.Properties<Postcode>().HaveConversion<PostcodeConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        SnakeCase.Apply(builder.Model);
    }

    private void WriteDownStateChanges()
    {
        var changes = ChangeTracker.Entries<IRecordsStateChanges>().SelectMany(e => e.Entity.StateChanges.Take()).ToList();
        StateChanges.AddRange(changes);
    }

    private sealed class WeekTimesConverter() : ValueConverter<WeekTimes, int>(times => times.Mask, mask => new WeekTimes(mask));

    private sealed class PostcodeConverter() : ValueConverter<Postcode, string>(code => code.ToString(), text => Postcode.Parse(text));
}
