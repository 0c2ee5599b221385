namespace MentorMatch.Web.Components.Layout;

/// <summary>Marks the texts of the frame: header, menu, footer, reconnecting, pages for faults.</summary>
public sealed class FrameTexts;
