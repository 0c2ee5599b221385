using MentorMatch.Core.Data;
using MentorMatch.Core.Data.DataProtection;
using MentorMatch.Core.Matching;
using MentorMatch.Web.Access;
using MentorMatch.Web.Frame;
using MentorMatch.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);

if (!await builder.TryAddDatabaseAsync())
{
    return 1;
}

builder.Services.AddDatabaseKeyRing();
builder.Services.AddHealth();
builder.Services.AddAccess(builder.Configuration);
builder.Services.AddFrame(builder.Configuration);
builder.Services.AddMatching();

await using var app = builder.Build();

if (app.Environment.IsDevelopment())
{
    await app.Services.MigrateDatabaseAsync();
    app.PrintStartNotice();
}

app.UseFrame();
app.UseAccess();
app.MapHealth();
app.MapFrame();
app.MapAccess();

await app.RunAsync();
return 0;
