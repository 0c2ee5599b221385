using System.Globalization;

namespace MentorMatch.Core.Common;

/// <summary>A Danish postcode: four digits from 0800 to 9990.</summary>
public readonly record struct Postcode : IParsable<Postcode>
{
    private Postcode(int number) => Number = number;

    public int Number { get; }

    public static bool TryParse(string? text, out Postcode postcode)
    {
        var digits = text?.Trim() ?? "";
        var ok = digits.Length == 4
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 800 and <= 9990;
        postcode = ok ? new Postcode(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)) : default;
        return ok;
    }

    public static Postcode Parse(string text) => TryParse(text, out var postcode)
        ? postcode
        : throw new FormatException($"'{text}' is not a Danish postcode.");

    static Postcode IParsable<Postcode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Postcode>.TryParse(string? s, IFormatProvider? provider, out Postcode result) => TryParse(s, out result);

    public override string ToString() => Number.ToString("0000", CultureInfo.InvariantCulture);
}
