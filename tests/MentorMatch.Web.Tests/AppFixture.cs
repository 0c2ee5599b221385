using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MentorMatch.Web.Tests;

/// <summary>The whole product on a database of its own, with a clock that the test moves. One for each test class.</summary>
public class AppFixture : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private WebApplicationFactory<Program>? app;

    public FakeClock Clock { get; } = new();

    protected virtual string Environment => "Production";

    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["SignIn:PostsPerMinute"] = "10000" };

    public IServiceProvider Services => App.Services;

    private static bool IsSchedule(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType?.Namespace is "MentorMatch.Web.Schedules" or "Quartz"
            || service.ImplementationFactory?.Method.Module.Name.StartsWith("Hangfire", StringComparison.Ordinal) == true);

    private WebApplicationFactory<Program> App => app ?? throw new InvalidOperationException("The product starts in InitializeAsync, which xunit calls.");

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        app = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment(Environment).UseSetting("ConnectionStrings:MentorMatch", database.ConnectionString).UseSetting("Database:StrictQueries", "true");
            foreach (var (name, value) in Settings) web.UseSetting(name, value);
            web.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                // Mails stay in the outbox, where tests read them, and no job acts between two steps of a test.
                foreach (var schedule in services.Where(IsSchedule).ToList()) services.Remove(schedule);
            });
        });
    }

    public async Task DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await database.DisposeAsync();
    }

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public AppDbContext NewContext() => database.NewContext();

    /// <summary>Somebody's browser: keeps cookies, shows redirects instead of following them.</summary>
    public Visit NewVisit() => new(App.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    public async Task SaveAsync(params object[] rows)
    {
        await using var db = NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>A ready volunteer's address.</summary>
    public async Task<string> VolunteerAsync(Action<Volunteer>? change = null)
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, Clock.Now, change);
        await SaveAsync(programme, account, volunteer);
        return account.Email!;
    }

    /// <summary>Signs a volunteer or a citizen in by the link that this page mails.</summary>
    public async Task SignInAsync(Visit visit, string email, string page = "/sign-in")
    {
        await visit.OpenAsync(page);
        await visit.SendAsync("sign-in", ("Input.Email", email));
        await using var db = NewContext();
        var mail = await db.Emails.Where(m => m.ToAddress == email).OrderByDescending(m => m.Id).FirstAsync();
        await visit.OpenAsync(mail.Letter!.ButtonPath!);
        await visit.SendAsync("link");
    }

    /// <summary>An account that can sign in, with these roles; a coordinator's role is in the programme.</summary>
    public async Task<Account> StaffAsync(Role role, Guid? programmeId = null)
    {
        var account = Account.Create("Sofie Medarbejder", TestData.NewAddress(), "en", Clock.Now);
        var assignment = new RoleAssignment { AccountId = account.Id, Role = role, ProgrammeId = programmeId, GrantedAt = Clock.Now, GrantedBy = "Test" };
        await SaveAsync(account, assignment);
        return account;
    }
}
