using Monitor.Alerts.Digest;
using Monitor.Alerts.Digest.Charts;
using SkiaSharp;
using Xunit;

namespace Monitor.Tests.Alerts.Digest;

/// <summary>The pictures are read back pixel by pixel: what stands there is what the figures say, and no letter is among it.</summary>
public sealed class DigestChartTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 22, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Columns_are_as_high_as_their_figures()
    {
        using var picture = SKBitmap.Decode(TrendChart.Draw([Step(0, 40, 60, 100), Step(1, 10, 0, 0), Step(2, 0, 0, 0), Step(3, 0, 100, 0)]));
        Assert.Equal((TrendChart.Width, TrendChart.Height), (picture.Width, picture.Height));
        var (full, half) = (Count(picture, 0.125f, TrendChart.Positive), Count(picture, 0.875f, TrendChart.Neutral));
        Assert.InRange(half / (double)full, 0.98, 1.02);
        Assert.InRange(Count(picture, 0.125f, TrendChart.Negative) / (double)full, 0.38, 0.42);
        Assert.InRange(Count(picture, 0.375f, TrendChart.Negative) / (double)full, 0.08, 0.12);
        foreach (var colour in new[] { TrendChart.Negative, TrendChart.Neutral, TrendChart.Positive }) Assert.Equal(0, Count(picture, 0.625f, colour));
    }

    [Fact]
    public void The_strip_is_divided_as_the_topics_are()
    {
        using var picture = SKBitmap.Decode(ShareChart.Draw([3, 1]));
        int Wide(string colour) => Enumerable.Range(0, picture.Width).Count(x => picture.GetPixel(x, ShareChart.Height / 2) == SKColor.Parse(colour));
        Assert.InRange(Wide(ShareChart.Colours[0]), (ShareChart.Width * 3 / 4) - 2, ShareChart.Width * 3 / 4);
        Assert.InRange(Wide(ShareChart.Colours[1]), (ShareChart.Width / 4) - 2, ShareChart.Width / 4);
    }

    [Fact]
    public void Nothing_but_flat_areas_is_drawn_so_no_font_is_ever_asked_for()
    {
        var known = new[] { TrendChart.Negative, TrendChart.Neutral, TrendChart.Positive, "#ffffff" }.Select(SKColor.Parse).Append(ChartCanvas.Rule).ToHashSet();
        using var picture = SKBitmap.Decode(TrendChart.Draw([Step(0, 1, 2, 3), Step(1, 0, 5, 1), Step(2, 7, 0, 0)]));
        // A letter, or a box in its place, would bring its own edges and shades.
        Assert.Subset(known, picture.Pixels.ToHashSet());
        var sources = Directory.EnumerateFiles(Support.Repository.File("src/Alerts/Digest/Charts")).Select(File.ReadAllText);
        Assert.DoesNotContain(sources, s => s.Contains("DrawText", StringComparison.Ordinal) || s.Contains("SKFont", StringComparison.Ordinal) || s.Contains("SKTypeface", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_blocked_picture_would_have_shown_stands_in_its_alt_text()
    {
        var html = new DigestComposer().Compose(DigestComposerTests.Week, "mail", Monday).Html!;
        Assert.Contains("alt=\"06-22 共 120 条，负面 40 条；06-28 共 80 条，负面 10 条\"", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"诈骗 75%；系统故障 25%\"", html, StringComparison.Ordinal);
    }

    private static DigestStep Step(int day, int negative, int neutral, int positive) => new(Monday.AddDays(day), new DigestPosts(negative, neutral, positive));

    private static int Count(SKBitmap picture, float at, string colour) =>
        Enumerable.Range(0, picture.Height).Count(y => picture.GetPixel((int)(picture.Width * at), y) == SKColor.Parse(colour));
}
