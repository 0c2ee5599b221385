using MentorMatch.Core.Common;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Shared;

/// <summary>What a service refused, in the language of the page.</summary>
public static class ErrorWords
{
    public static string Words(this IStringLocalizerFactory texts, Error error) => texts.Create(error.Texts)[error.Key, error.Args];
}
