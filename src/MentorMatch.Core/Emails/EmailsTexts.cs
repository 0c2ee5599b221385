namespace MentorMatch.Core.Emails;

/// <summary>Texts around every mail, and the states of mails in words.</summary>
public sealed class EmailsTexts;

/// <summary>Texts of the pages about mails, and each kind of mail in words as "Kind.MatchRequest".</summary>
public sealed class EmailsStaffTexts;
