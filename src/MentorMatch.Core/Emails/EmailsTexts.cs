namespace MentorMatch.Core.Emails;

/// <summary>Texts around every mail, and the states of mails in words.</summary>
public sealed class EmailsTexts;
