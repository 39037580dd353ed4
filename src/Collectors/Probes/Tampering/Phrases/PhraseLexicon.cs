using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>What lexicon.txt says: classes of word parts, and the rules made of them. Its own head says how a line is written.</summary>
internal sealed partial class PhraseLexicon
{
    /// <summary>Patterns are bounded and phrases short; this is for what nobody thought of.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<PhraseLexicon> Loaded = new(Load);

    public static PhraseLexicon Shipped => Loaded.Value;

    public required IReadOnlyList<PhraseRule> Rules { get; init; }

    /// <summary>Words of a site of education, government or health: classes own and learn; null without them.</summary>
    public Regex? Own { get; init; }

    /// <exception cref="InvalidDataException">A line is neither a class nor a rule; named with its number.</exception>
    public static PhraseLexicon Read(TextReader reader)
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        List<PhraseRule> rules = [];
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string Fill(string pattern) => Reference().Replace(pattern, m => classes.TryGetValue(m.Groups[1].Value, out var words)
                ? $"(?:{words})" : throw new InvalidDataException($"lexicon line {number}: class '{m.Groups[1].Value}' is not known above it"));
            if (ClassLine().Match(line) is { Success: true } named) classes[named.Groups[1].Value] = Fill(named.Groups[2].Value);
            else rules.Add(Rule(line, number, Fill));
        }

        return new() { Rules = rules, Own = classes.TryGetValue("own", out var own) && classes.TryGetValue("learn", out var learn) ? new Regex($"{own}|{learn}", RegexOptions.CultureInvariant, Most) : null };
    }

    private static PhraseRule Rule(string line, int number, Func<string, string> fill)
    {
        if (line.Split(' ', 3) is not [var category, var weight, var parts] || !int.TryParse(weight, CultureInfo.InvariantCulture, out var points))
            throw new InvalidDataException($"lexicon line {number}: expected 'NAME = words' or 'CATEGORY WEIGHT part & part'");
        try
        {
            return new(category, points, [.. parts.Trim().Split(" & ").Select(p => Part(p, fill))]);
        }
        catch (RegexParseException e)
        {
            throw new InvalidDataException($"lexicon line {number}: {e.Message}", e);
        }
    }

    private static PhrasePart Part(string written, Func<string, string> fill)
    {
        var absent = written.StartsWith('!');
        var rest = absent ? written[1..] : written;
        var light = rest.StartsWith('~');
        return new(new Regex(fill(light ? rest[1..] : rest), RegexOptions.CultureInvariant, Most), absent, light);
    }

    private static PhraseLexicon Load()
    {
        using var stream = typeof(PhraseLexicon).Assembly.GetManifestResourceStream("tampering/lexicon.txt") ?? throw new InvalidOperationException("the lexicon is missing from the build");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    [GeneratedRegex("^([a-z]+) = (.+)$")]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Reference();
}
