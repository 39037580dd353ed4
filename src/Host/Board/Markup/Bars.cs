namespace Monitor.Host.Board.Markup;

/// <summary>Bars drawn as SVG attributes, because the content policy forbids style attributes.</summary>
internal static class Bars
{
    /// <param name="share">0..1.</param>
    public static Html Of(double share, string kind) => $"""
        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="base"/><rect width="{Math.Clamp(share, 0, 1) * 100}" height="8" class="bar-{kind}"/></svg>
        """;
}
