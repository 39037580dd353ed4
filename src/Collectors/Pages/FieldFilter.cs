using System.Text.RegularExpressions;

namespace Monitor.Collectors.Pages;

/// <summary>One small step from what a page shows to what is meant, named in the field's path after a bar.</summary>
internal abstract record FieldFilter
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Names = ["regex:", "after:", "before:", "replace:"];

    /// <returns>Null when nothing is left.</returns>
    public abstract string? Apply(string value);

    /// <summary>Splits `selector | after:发布时间： | regex:\d+` into the selector and its filters. A regex takes the rest of the line.</summary>
    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    public static (string Path, IReadOnlyList<FieldFilter> Filters) Parse(string written)
    {
        var filters = new List<FieldFilter>();
        var (path, rest) = Cut(written);
        while (rest is not null)
        {
            if (rest.StartsWith("regex:", StringComparison.Ordinal))
            {
                filters.Add(new Matched(new Regex(rest[6..].Trim(), RegexOptions.CultureInvariant, RegexLimit)));
                break;
            }

            var (step, next) = Cut(rest);
            filters.Add(Step(step.Trim()));
            rest = next;
        }

        return (path.Trim(), filters);
    }

    private static FieldFilter Step(string step)
    {
        if (step.StartsWith("after:", StringComparison.Ordinal)) return new After(step[6..]);
        if (step.StartsWith("before:", StringComparison.Ordinal)) return new Before(step[7..]);
        return step[8..].Split("=>", 2) is [var from, var to] ? new Replaced(from, to) : new Replaced(step[8..], "");
    }

    /// <summary>Up to the next bar that a filter's name follows.</summary>
    private static (string Before, string? After) Cut(string text)
    {
        for (var bar = text.IndexOf('|', StringComparison.Ordinal); bar >= 0; bar = text.IndexOf('|', bar + 1))
        {
            var rest = text[(bar + 1)..].TrimStart();
            if (Names.Any(n => rest.StartsWith(n, StringComparison.Ordinal))) return (text[..bar], rest);
        }

        return (text, null);
    }

    /// <summary>First group of the first match, or the whole match; a pattern that takes too long finds nothing.</summary>
    private sealed record Matched(Regex Pattern) : FieldFilter
    {
        public override string? Apply(string value)
        {
            try
            {
                var match = Pattern.Match(value);
                return !match.Success ? null : match.Groups.Count > 1 ? match.Groups[1].Value.Trim() : match.Value.Trim();
            }
            catch (RegexMatchTimeoutException)
            {
                return null;
            }
        }
    }

    private sealed record After(string Mark) : FieldFilter
    {
        public override string? Apply(string value) => value.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 ? value[(at + Mark.Length)..].Trim() : value;
    }

    private sealed record Before(string Mark) : FieldFilter
    {
        public override string? Apply(string value) => value.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 ? value[..at].Trim() : value;
    }

    private sealed record Replaced(string From, string To) : FieldFilter
    {
        public override string? Apply(string value) => From.Length == 0 ? value : value.Replace(From, To, StringComparison.Ordinal).Trim();
    }
}
