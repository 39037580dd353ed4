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

    [GeneratedRegex("""(?<quote>"?)(?<field>[@a-z][a-z0-9_.]*)\k<quote>: (?<value>\*|true|false|"[^"]+"|\("[^"]+"( or "[^"]+")*\))""")]
    private static partial Regex Comparison();

    [GeneratedRegex("\\*|true|false|\"[^\"]+\"")]
    private static partial Regex Value();
}
