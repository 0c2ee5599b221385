using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MentorMatch.Core.Common;

public static class UniqueViolation
{
    /// <summary>The database refused a second row with the same key: somebody was faster.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
