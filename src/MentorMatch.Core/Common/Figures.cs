using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MentorMatch.Core.Common;

/// <summary>
/// What the product measures of itself. Costs next to nothing while nobody listens. A tag says what kind of thing it was,
/// never whose: no id, no address, no name.
/// </summary>
public static class Figures
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "MentorMatch";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Mails that the worker had in hand, by what became of them (state) and by kind.</summary>
    public static Counter<long> MailsHandled { get; } = Meter.CreateCounter<long>("mentormatch.mails.handled", "{mail}");

    /// <summary>Mails in the outbox of all nodes, by state.</summary>
    public static Gauge<long> Mails { get; } = Meter.CreateGauge<long>("mentormatch.mails", "{mail}");

    /// <summary>How long the mail that is due for longest has waited; 0 where none is.</summary>
    public static Gauge<double> OldestDueMail { get; } = Meter.CreateGauge<double>("mentormatch.mails.oldest_due", "s");

    /// <summary>Runs of jobs, by job and outcome.</summary>
    public static Counter<long> JobRuns { get; } = Meter.CreateCounter<long>("mentormatch.job.runs", "{run}");

    /// <summary>How long a run took, by job and outcome.</summary>
    public static Histogram<double> JobDuration { get; } = Meter.CreateHistogram<double>("mentormatch.job.duration", "s");

    /// <summary>How long it took to order everybody and write the reasons, for one citizen.</summary>
    public static Histogram<double> SuggestionDuration { get; } = Meter.CreateHistogram<double>("mentormatch.suggestions.duration", "s");

    /// <summary>Interactive pages that are open on this node.</summary>
    public static UpDownCounter<long> Circuits { get; } = Meter.CreateUpDownCounter<long>("mentormatch.circuits", "{circuit}");
}
