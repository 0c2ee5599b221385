using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Data.Seed;

/// <summary>The three programmes of the fictional municipality, with their questions.</summary>
internal static class DemoProgrammes
{
    public static IReadOnlyList<Programme> Create(DateTimeOffset now) => [RoleModels(now), YouthMentors(now), FinancialAdvisers(now)];

    private static Programme RoleModels(DateTimeOffset now) => new()
    {
        Slug = "role-models",
        Name = LocalText.Of("Rollemodeller", "Role models", "Rollemodeller"),
        Intro = LocalText.Of(
            "En rollemodel er en frivillig, der mødes med en borger, som vil videre mod job eller uddannelse. I går en tur, drikker kaffe, øver en samtale eller finder vej til en forening.",
            "A role model is a volunteer who meets a citizen on the way to a job or an education. You go for a walk, have a coffee, practise a conversation or find the way to a club.",
            "En rollemodel er en frivillig. I mødes og taler sammen. I går måske en tur. Rollemodellen hjælper dig videre."),
        MentorWord = LocalText.Of("rollemodel", "role model", "rollemodel"),
        TargetWord = LocalText.Of("borgere på vej mod job eller uddannelse", "citizens on the way to a job or an education", "folk på vej til job eller skole"),
        Settings = new ProgrammeSettings { CertificateRequired = true },
        TargetGroups = Groups(),
        Questions = Questions(),
        CreatedAt = now.AddMonths(-18),
    };

    private static Programme YouthMentors(DateTimeOffset now) => new()
    {
        Slug = "youth-mentors",
        Name = LocalText.Of("Ungementorer", "Youth mentors", "Mentorer for unge"),
        Intro = LocalText.Of(
            "En ungementor er en voksen ven på sidelinjen for en ung mellem 18 og 29 år: én at ringe til, når skolen driller, eller når der skal træffes et valg.",
            "A youth mentor is a grown-up friend on the sideline for a young person between 18 and 29: someone to call when school is hard or a choice has to be made.",
            "En ungementor er en voksen, du kan tale med. Du er mellem 18 og 29 år. Mentoren hjælper med skole og valg."),
        MentorWord = LocalText.Of("ungementor", "youth mentor", "mentor"),
        TargetWord = LocalText.Of("unge mellem 18 og 29 år", "young people between 18 and 29", "unge"),
        Settings = new ProgrammeSettings { CertificateRequired = true, TargetVolunteers = 15, TrainingEvenings = 2, PulseDays = 21 },
        TargetGroups = Groups(),
        Questions = Questions(),
        CreatedAt = now.AddMonths(-12),
    };

    private static Programme FinancialAdvisers(DateTimeOffset now) => new()
    {
        Slug = "financial-advisers",
        Name = LocalText.Of("Økonomirådgivere", "Financial advisers", "Hjælp til penge"),
        Intro = LocalText.Of(
            "En frivillig økonomirådgiver hjælper med budget, breve og overblik. Du behøver ikke være revisor: orden og tålmodighed er nok.",
            "A volunteer financial adviser helps with budget, letters and an overview. You need not be an accountant: order and patience are enough.",
            "En frivillig hjælper dig med penge. I ser på regninger og breve. I laver et budget sammen."),
        MentorWord = LocalText.Of("økonomirådgiver", "financial adviser", "rådgiver"),
        TargetWord = LocalText.Of("borgere, der vil have overblik over deres økonomi", "citizens who want an overview of their money", "folk, der vil have styr på penge"),
        Settings = new ProgrammeSettings { TargetVolunteers = 10, TrainingEvenings = 2, ShortlistSize = 2, DefaultCapacity = 2 },
        TargetGroups = Groups(),
        Questions = Questions(),
        CreatedAt = now.AddMonths(-8),
    };

    private static List<TargetGroup> Groups() =>
    [
        new("Young", LocalText.Of("Unge under 30", "Young people under 30", "Unge")),
        new("Parents", LocalText.Of("Forældre", "Parents", "Forældre")),
        new("Newcomers", LocalText.Of("Nye i Danmark", "New in Denmark", "Nye i Danmark")),
        new("LongAway", LocalText.Of("Længe væk fra arbejde", "Long away from work", "Længe uden job")),
        new("Over50", LocalText.Of("Over 50 år", "Over 50", "Over 50 år")),
    ];

    private static List<ProgrammeQuestion> Questions() =>
    [
        new()
        {
            Key = "Why",
            Kind = QuestionKind.Motivation,
            Text = LocalText.Of("Hvad vil du helst bidrage med?", "What would you most like to give?", "Hvad vil du gerne hjælpe med?"),
            Options =
            [
                new("Community", LocalText.Of("Være nogen at være sammen med", "Be somebody to be with", "Være sammen")),
                new("OwnExperience", LocalText.Of("Bruge det, jeg selv har prøvet", "Use what I have been through myself", "Bruge det, jeg selv har prøvet")),
                new("ShareProfession", LocalText.Of("Dele mit fag", "Share my profession", "Dele mit fag")),
                new("PracticalHelp", LocalText.Of("Hjælpe med praktiske ting", "Help with practical things", "Hjælpe med praktiske ting")),
                new("Teach", LocalText.Of("Lære fra mig", "Teach", "Lære andre noget")),
                new("BeActive", LocalText.Of("Komme ud og lave noget", "Get out and do things", "Komme ud og lave noget")),
            ],
        },
        new()
        {
            Key = "Cancels",
            Kind = QuestionKind.Scenario,
            Text = LocalText.Of("Borgeren melder afbud to gange i træk. Hvad ville du gøre?", "The citizen cancels twice in a row. What would you do?"),
            CitizenText = LocalText.Of("Hvad skal din mentor gøre, hvis du melder afbud et par gange?", "What should your mentor do if you cancel a few times?", "Du siger nej til et møde to gange. Hvad skal din mentor gøre?"),
            Options =
            [
                new("Call", LocalText.Of("Ringe og høre, hvordan det går", "Call and ask how things are", "Ringe til mig")),
                new("GiveSpace", LocalText.Of("Skrive en venlig besked og give plads", "Write a kind message and give space", "Skrive og vente")),
                new("AgreeFrame", LocalText.Of("Aftale faste dage sammen", "Agree on fixed days together", "Aftale faste dage")),
            ],
        },
        new()
        {
            Key = "BadDay",
            Kind = QuestionKind.Scenario,
            Text = LocalText.Of("Borgeren har en rigtig dårlig dag, da I mødes. Hvad ville du gøre?", "The citizen has a really bad day when you meet. What would you do?"),
            CitizenText = LocalText.Of("Hvad skal din mentor gøre, når du har en dårlig dag?", "What should your mentor do when you have a bad day?", "Hvad hjælper dig på en dårlig dag?"),
            Options =
            [
                new("Listen", LocalText.Of("Lytte", "Listen", "At nogen lytter")),
                new("DoSomething", LocalText.Of("Foreslå at lave noget sammen", "Suggest doing something together", "At lave noget sammen")),
                new("FindSolution", LocalText.Of("Lede efter en løsning sammen", "Look for a way out together", "At finde en løsning")),
            ],
        },
        new()
        {
            Key = "Letters",
            Kind = QuestionKind.Scenario,
            Text = LocalText.Of("Der ligger en bunke uåbnede breve. Hvad ville du gøre?", "There is a pile of unopened letters. What would you do?"),
            CitizenText = LocalText.Of("Hvad skal din mentor gøre, når du har mange breve?", "What should your mentor do when you have many letters?", "Hvordan vil du have hjælp med breve?"),
            Options =
            [
                new("Together", LocalText.Of("Åbne dem sammen", "Open them together", "Vi åbner dem sammen")),
                new("Teach", LocalText.Of("Vise, hvordan man selv kan gøre det", "Show how to do it oneself", "Vis mig, hvordan jeg gør")),
                new("Overview", LocalText.Of("Lave et overblik først", "Make an overview first", "Lav et overblik først")),
            ],
        },
    ];
}
