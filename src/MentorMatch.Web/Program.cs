using MentorMatch.Core.Data;
using MentorMatch.Web.Access;
using MentorMatch.Web.Frame;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddAccess(builder.Configuration);
builder.Services.AddData(builder.Configuration.GetConnectionString("MentorMatch") ?? "Host=localhost;Database=mentormatch");
builder.Services.AddFrame(builder.Configuration);

var app = builder.Build();

app.UseFrame();
app.UseAccess();
app.MapFrame();
app.MapAccess();

await app.RunAsync();
