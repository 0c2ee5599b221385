using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>How a volunteer's own changes are saved.</summary>
internal static class OwnSaving
{
    /// <summary>Refused where somebody has saved the same record meanwhile.</summary>
    public static async Task<Result> SavedAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.In<OwnVolunteerTexts>("Error.ChangedMeanwhile");
        }
    }
}
