namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>The private server cannot run as asked. The message is for the person at the machine and says what to do.</summary>
public sealed class PrivatePostgresException(string message, Exception? inner = null) : Exception(message, inner);
