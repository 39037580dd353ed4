using System.Text.RegularExpressions;
using Xunit;

namespace Monitor.Tests.Host.Kibana;

/// <summary>Takes the queries of the boards apart. What is not of the form they are written in fails, so that nothing goes unchecked.</summary>
internal static partial class KqlParts
{
    /// <summary>Field and value of every comparison; the value * asks only whether there is one.</summary>
    public static IReadOnlyList<(string Field, string Value)> Of(string kql)
    {
        var found = Comparison().Matches(kql).SelectMany(m => Value().Matches(m.Groups["value"].Value).Select(v => (m.Groups["field"].Value, v.Value.Trim('"')))).ToList();
        Assert.Matches("^( |and|not)*$", Comparison().Replace(kql, " "));
        return found;
    }

    /// <summary>Whether a document, as field to its values, meets the query: comparisons joined by "and", each turned round by "not".</summary>
    public static bool Finds(string kql, IReadOnlyDictionary<string, HashSet<string>> document)
    {
        Of(kql);
        return Comparison().Matches(kql).All(m =>
        {
            var values = document.GetValueOrDefault(m.Groups["field"].Value) ?? [];
            var meets = m.Groups["value"].Value == "*" ? values.Count > 0 : Value().Matches(m.Groups["value"].Value).Any(v => values.Contains(v.Value.Trim('"')));
            return meets != kql[..m.Index].EndsWith("not ", StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("""(?<quote>"?)(?<field>[@a-z][a-z0-9_.]*)\k<quote>: (?<value>\*|true|false|"[^"]+"|\("[^"]+"( or "[^"]+")*\))""")]
    private static partial Regex Comparison();

    [GeneratedRegex("\\*|true|false|\"[^\"]+\"")]
    private static partial Regex Value();
}
