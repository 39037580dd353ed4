using Monitor.Analysis.Claims;
using Xunit;

namespace Monitor.Tests.Analysis.Claims;

public sealed class ClaimExtractorTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("claims.txt", 0.97, 0.97)]
    [InlineData("claims-held-out.txt", 0.80, 0.80)]
    public void Claims_are_found_as_a_reader_finds_them(string set, double precision, double recall)
    {
        var (right, missed, extra, wrong) = ClaimSet.Score(set);
        output.WriteLine($"{set}: right {right}, missed {missed}, extra {extra}; precision {(double)right / (right + extra):0.000}, recall {(double)right / (right + missed):0.000}");
        foreach (var line in wrong) output.WriteLine(line);
        Assert.True((double)right / (right + extra) >= precision, "precision");
        Assert.True((double)right / (right + missed) >= recall, "recall");
    }
}
