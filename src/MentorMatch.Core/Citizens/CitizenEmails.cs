using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Citizens;

/// <summary>Mails to citizens about their wishes. They name neither programme nor answers.</summary>
public sealed class CitizenEmails(IStringLocalizer<CitizensTexts> texts)
{
    public const string Invitation = "CitizenInvitation";
    public const string WishesReceived = "WishesReceived";

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
        [new(Invitation, typeof(CitizensTexts), Placeholders.Coordinator), new(WishesReceived, typeof(CitizensTexts))];

    internal void AddInvitation(AppDbContext db, Citizen citizen, string coordinator, OneTimeLink link, string token, DateTimeOffset now)
    {
        using var language = Languages.Use(citizen.Language);
        var letter = Letter(citizen, Invitation, [texts["Mail.CitizenInvitation.P1", coordinator], texts["Mail.CitizenInvitation.P2"]]) with
        {
            ButtonText = texts["Mail.CitizenInvitation.Button"],
            ButtonPath = $"/sign-in/link/{token}",
            Values = Kinds[0].ValuesOf(citizen.FirstName, coordinator),
            SmallPrint = [texts["Mail.CitizenInvitation.Small1", link.ExpiresAt.DateText()], texts["Mail.CitizenInvitation.Small2"]],
        };
        Outbox.Add(db, Invitation, $"{citizen.Id:N}:{link.Id:N}", Reader(citizen), letter, now);
    }

    internal void AddWishesReceived(AppDbContext db, Citizen citizen, DateTimeOffset now)
    {
        if (citizen.Email is null) return;
        using var language = Languages.Use(citizen.Language);
        var letter = Letter(citizen, WishesReceived, [texts["Mail.WishesReceived.P1"], texts["Mail.WishesReceived.P2"]]) with
        {
            ButtonText = texts["Mail.WishesReceived.Button"],
            ButtonPath = "/citizen",
            Values = Kinds[1].ValuesOf(citizen.FirstName),
        };
        Outbox.Add(db, WishesReceived, $"{citizen.Id:N}", Reader(citizen), letter, now);
    }

    private EmailLetter Letter(Citizen citizen, string kind, IReadOnlyList<string> paragraphs) => new()
    {
        Language = citizen.Language,
        Subject = texts[$"Mail.{kind}.Subject"],
        Greeting = texts["Mail.Greeting", citizen.FirstName],
        Paragraphs = paragraphs,
    };

    private static EmailReader Reader(Citizen citizen) =>
        new(citizen.Email!, citizen.FullName, citizen.Language) { ProgrammeId = citizen.ProgrammeId, CitizenId = citizen.Id };
}
