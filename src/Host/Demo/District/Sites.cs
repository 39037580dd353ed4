using System.Globalization;
using System.Net;

namespace Monitor.Host.Demo.District;

/// <summary>What the district's sites have in common.</summary>
internal static class Sites
{
    public const string Robots = "User-agent: *\nAllow: /\n";

    public static string Stamp(Scenario scenario, ScriptedPost post) =>
        scenario.At(post.Minute).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");
}
