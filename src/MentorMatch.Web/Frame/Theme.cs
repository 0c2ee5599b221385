using System.Globalization;

namespace MentorMatch.Web.Frame;

/// <summary>A municipality's accent colour in shades that can be read on light and on dark pages.</summary>
public sealed record Theme(string OnLight, string OnLightStrong, string OnDark, string OnDarkStrong)
{
    /// <summary>The contrast that WCAG 2 asks of text.</summary>
    private const double ReadableContrast = 4.5;

    private static readonly Colour Black = new(0, 0, 0);
    private static readonly Colour LightPage = new(1, 1, 1);
    private static readonly Colour DarkPage = Colour.Parse("#2c3236")!;
    private static readonly Colour Fallback = Colour.Parse("#0a5c5f")!;

    public static Theme Of(string? accent)
    {
        var colour = Colour.Parse(accent) ?? Fallback;
        var onLight = Until(colour, LightPage, towards: Black);
        var onDark = Until(colour, DarkPage, towards: LightPage);
        return new Theme(
            onLight.ToString(),
            onLight.Mix(Black, 0.3).ToString(),
            onDark.ToString(),
            onDark.Mix(LightPage, 0.4).ToString());
    }

    /// <summary>The variables that app.css colours buttons, links and the header with.</summary>
    public string ToCss() =>
        $":root{{--accent:{OnLight};--accent-strong:{OnLightStrong}}}"
        + $"@media (prefers-color-scheme:dark){{:root{{--accent:{OnDark};--accent-strong:{OnDarkStrong}}}}}";

    /// <summary>Contrast ratio of two colours as #rrggbb, 1–21, after WCAG 2.2 "contrast ratio".</summary>
    public static double Contrast(string one, string other) => Colour.Parse(one)!.Contrast(Colour.Parse(other)!);

    private static Colour Until(Colour colour, Colour page, Colour towards)
    {
        for (var share = 0.0; share < 1; share += 0.05)
        {
            var mixed = colour.Mix(towards, share);
            if (mixed.Contrast(page) >= ReadableContrast)
            {
                return mixed;
            }
        }

        return towards;
    }

    private sealed record Colour(double Red, double Green, double Blue)
    {
        public static Colour? Parse(string? text) =>
            text is { Length: 7 } && text[0] == '#'
            && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
                ? new Colour(((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0)
                : null;

        public Colour Mix(Colour other, double share) => new(
            Red + ((other.Red - Red) * share),
            Green + ((other.Green - Green) * share),
            Blue + ((other.Blue - Blue) * share));

        public double Contrast(Colour other)
        {
            var (darker, lighter) = Luminance < other.Luminance ? (Luminance, other.Luminance) : (other.Luminance, Luminance);
            return (lighter + 0.05) / (darker + 0.05);
        }

        private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

        private static double Linear(double channel) =>
            channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}");

        private static int Byte(double channel) => (int)Math.Round(channel * 255);
    }
}
