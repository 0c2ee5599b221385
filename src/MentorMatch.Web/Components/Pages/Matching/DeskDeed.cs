using MentorMatch.Core.Access;
using MentorMatch.Core.Common;

namespace MentorMatch.Web.Components.Pages.Matching;

/// <summary>Something a part of the desk asks the page to do: the page runs it, shows what was refused, and loads anew.</summary>
/// <param name="Run">The deed.</param>
/// <param name="Done">What is said when it went well.</param>
/// <param name="Undo">Takes it back, where that is possible.</param>
public sealed record DeskDeed(Func<Actor, Task<Result>> Run, string? Done = null, DeskDeed? Undo = null);
