using MentorMatch.Core.Access;

namespace MentorMatch.Core.Tests.Access;

/// <summary>
/// What the roles may do, written down a second time and apart from the code: the product's table must say the same.
/// Read / write; O own, L limited, P own programmes, k sums, A all, - nothing.
/// </summary>
internal static class AccessMatrix
{
    //                                             visitor volunt. citizen coord.  admin.  manag.
    private const string Table = """
        PublicPages                                A/A     A/A     A/A     A/A     A/A     A/-
        Settings                                   -/-     -/-     -/-     P/P     A/A     -/-
        OwnProfile                                 -/-     O/O     O/O     O/O     O/O     O/O
        CitizenBasics                              -/-     L/-     O/-     P/P     -/-     -/-
        CitizenWishes                              -/-     -/-     O/O     P/P     -/-     -/-
        VolunteerProfile                           -/-     O/O     L/-     P/P     -/-     -/-
        CertificateStatus                          -/-     O/-     -/-     P/P     -/-     -/-
        Suggestions                                -/-     O/-     O/O     P/P     -/-     -/-
        Matches                                    -/-     O/O     O/O     P/P     -/-     -/-
        ContactList                                -/-     L/-     L/-     P/-     -/-     -/-
        Meetings                                   -/-     O/O     O/O     P/P     -/-     -/-
        SurveyAnswers                              -/-     O/O     O/O     P/P     -/-     k/-
        Reports                                    -/-     -/-     -/-     P/-     -/-     k/-
        Users                                      -/-     -/-     -/-     P/P     A/A     -/-
        ReadAudit                                  -/-     O/-     O/-     -/-     k/-     -/-
        JobsAndOutbox                              -/-     -/-     -/-     P/-     A/A     -/-
        Worklist                                   -/-     -/-     -/-     P/P     -/-     -/-
        """;

    private static readonly Role[] Columns = [Role.Visitor, Role.Volunteer, Role.Citizen, Role.Coordinator, Role.Administrator, Role.Management];

    /// <summary>Every cell: resource, role, deed, and how far it reaches.</summary>
    public static IReadOnlyList<(Resource Resource, Role Role, Deed Deed, Reach Reach)> Cells { get; } = [.. Read()];

    private static IEnumerable<(Resource, Role, Deed, Reach)> Read()
    {
        foreach (var line in Table.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var resource = Enum.Parse<Resource>(words[0]);
            foreach (var (role, cell) in Columns.Zip(words.Skip(1)))
            {
                yield return (resource, role, Deed.Read, ReachOf(cell[0]));
                yield return (resource, role, Deed.Write, ReachOf(cell[2]));
            }
        }
    }

    private static Reach ReachOf(char sign) => sign switch
    {
        'O' => Reach.Own,
        'L' => Reach.Limited,
        'P' => Reach.OwnProgrammes,
        'k' => Reach.Aggregate,
        'A' => Reach.Everything,
        '-' => Reach.None,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "Not a sign of the table."),
    };
}
