namespace MentorMatch.Core.Common.Texts;

/// <summary>Marks the words that every area shares: buttons, weekdays, validation.</summary>
public sealed class CommonTexts;
