namespace MentorMatch.Core.Data.Backups;

/// <summary>A backup or restore that was refused or failed, nothing changed. The message is for the operator.</summary>
public sealed class BackupException(string message) : Exception(message);
