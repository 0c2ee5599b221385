using MentorMatch.Web.Frame;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddFrame(builder.Configuration);

var app = builder.Build();

app.UseFrame();
app.MapFrame();

await app.RunAsync();
