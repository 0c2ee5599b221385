using MentorMatch.Core.Calendars;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.DataProtection;
using MentorMatch.Core.Data.Seed;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Reports;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.Web.Access;
using MentorMatch.Web.Components.Pages.Calendars;
using MentorMatch.Web.Components.Pages.Citizens;
using MentorMatch.Web.Components.Pages.Emails;
using MentorMatch.Web.Components.Pages.Volunteers;
using MentorMatch.Web.Frame;
using MentorMatch.Web.Hosting;
using MentorMatch.Web.Recruitment;
using MentorMatch.Web.Schedules;

var builder = WebApplication.CreateBuilder(args);

if (!await builder.TryAddDatabaseAsync())
{
    return 1;
}

builder.Services.AddDatabaseKeyRing();
builder.Services.AddHealth();
builder.Services.AddTelemetry(builder.Configuration);
builder.Services.AddAccess(builder.Configuration);
builder.Services.AddCalendars();
builder.Services.AddCitizens();
builder.Services.AddDemoSeed();
builder.Services.AddEmails(builder.Configuration);
builder.Services.AddEmailPages();
builder.Services.AddFollowUps();
builder.Services.AddFrame(builder.Configuration);
builder.Services.AddInbox();
builder.Services.AddJobs();
builder.Services.AddLearning();
builder.Services.AddJobSchedule();
builder.Services.AddMatching();
builder.Services.AddMeetings();
builder.Services.AddProgrammes();
builder.Services.AddRecruitment();
builder.Services.AddRecruitmentPages();
builder.Services.AddReports();
builder.Services.AddSchedules(builder.Configuration);
builder.Services.AddTraining();
builder.Services.AddVolunteers();
builder.Services.AddWorklist();

await using var app = builder.Build();

app.UseFrame();
app.UseAccess();
app.MapHealth();
app.MapFrame();
app.MapJobClock();
app.MapAccess();
app.MapCalendars();
app.MapCitizens();
app.MapEmails();
app.MapVolunteers();

return await app.RunToEndAsync();
