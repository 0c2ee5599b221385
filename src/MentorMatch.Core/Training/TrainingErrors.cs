using MentorMatch.Core.Common;

namespace MentorMatch.Core.Training;

public static class TrainingErrors
{
    public static Error Full { get; } = Error.In<TrainingTexts>("Error.Full");

    public static Error IsOver { get; } = Error.In<TrainingTexts>("Error.IsOver");

    public static Error IsCancelled { get; } = Error.In<TrainingTexts>("Error.IsCancelled");

    public static Error NotInTraining { get; } = Error.In<TrainingTexts>("Error.NotInTraining");

    public static Error NotYet { get; } = Error.In<TrainingStaffTexts>("Error.NotYet");

    public static Error FewerSeatsThanTaken(int taken) => Error.In<TrainingStaffTexts>("Error.FewerSeatsThanTaken", taken).At("Seats");

    internal static Error Wrong(string key, string field, params object[] args) => Error.In<TrainingStaffTexts>($"Error.{key}", args).At(field);
}
