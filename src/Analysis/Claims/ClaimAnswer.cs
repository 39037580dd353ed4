using System.Globalization;
using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims;

/// <summary>A claim as `monitor assess` prints it.</summary>
internal static class ClaimAnswer
{
    public static object Of(CheckedClaim c) => new
    {
        kind = Word(c.Claim.Kind),
        quote = c.Claim.Quote,
        subject = c.Claim.Subject,
        year = c.Claim.Year,
        value = Value(c.Claim.Value),
        change = Word(c.Claim.Value.Change),
        stance = Word(c.Claim.Stance),
        verdict = Word(c.Verdict),
        fact = c.Fact is null ? null : new { quote = c.Fact.Quote, value = Value(c.Fact.Value), url = c.Fact.Url, published = Iso(c.Fact.Published) },
    };

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string? Value(ClaimValue v) => v.Unit switch
    {
        ValueUnit.Instant => Iso(v.At!.Value),
        ValueUnit.Date => Day(v.At!.Value) + (v.Until is { } until ? "/" + Day(until) : ""),
        ValueUnit.Yuan or ValueUnit.Points => v.Number?.ToString("0.##", CultureInfo.InvariantCulture),
        _ => v.Name,
    };

    private static string Iso(DateTimeOffset at) => at.ToOffset(Passage.China).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.ToOffset(Passage.China).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
