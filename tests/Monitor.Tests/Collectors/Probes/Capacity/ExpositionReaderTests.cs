using System.Globalization;
using CsCheck;
using Monitor.Collectors.Probes.Capacity;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Capacity;

public sealed class ExpositionReaderTests
{
    private static readonly Dictionary<string, string> None = [];

    private const string Page = """
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000

        # Escaping in label values:
        msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9

        metric_without_timestamp_and_labels 12.47
        something_weird{problem="division by zero"} +Inf -3982045
        nothing NaN
        trailing{a="1",} 4
        spaced  {  a = "1" , b = "{}#,=" }   5   17
        :colon:name 6
        {"utf8.name",le="+Inf"} 7
        # TYPE queue counter
        queue_total 8.5 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
        queue_created 1520430000.123
        """;

    [Theory]
    [InlineData("http_requests_total", "", 1030.0)]
    [InlineData("http_requests_total", "code=400", 3.0)]
    [InlineData("http_requests_total", "code=400,method=post", 3.0)]
    [InlineData("msdos_file_access_time_seconds", "path=C:\\DIR\\FILE.TXT", 1458255915.0)]
    [InlineData("msdos_file_access_time_seconds", "error=Cannot find file:\n\"FILE.TXT\"", 1458255915.0)]
    [InlineData("metric_without_timestamp_and_labels", "", 12.47)]
    [InlineData("trailing", "a=1", 4.0)]
    [InlineData(":colon:name", "", 6.0)]
    [InlineData("utf8.name", "le=+Inf", 7.0)]
    [InlineData("queue_total", "", 8.5)]
    [InlineData("queue", "", 8.5)]
    // A label that is not there and an empty one are the same.
    [InlineData("metric_without_timestamp_and_labels", "absent=", 12.47)]
    public void Every_form_of_the_format_is_read(string name, string labels, double value) =>
        Assert.Equal(new Measured(value, null), ExpositionReader.Read(Page).Find(name, labels.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(l => l.Split('=', 2)[0], l => l.Split('=', 2)[1])));

    [Fact]
    public void Commas_and_braces_in_values_belong_to_them()
    {
        var exposition = ExpositionReader.Read(Page);
        Assert.Null(exposition.Broken);
        Assert.Equal(5, exposition.Find("spaced", new Dictionary<string, string> { ["b"] = "{}#,=" }).Value);
    }

    [Theory]
    [InlineData("something_weird", "∞")]
    [InlineData("nothing", "NaN")]
    [InlineData("absent", "不在应答中")]
    public void What_is_no_number_says_so(string name, string said)
    {
        var measured = ExpositionReader.Read(Page).Find(name, None);
        Assert.Null(measured.Value);
        Assert.Contains(said.Replace("∞", CultureInfo.InvariantCulture.NumberFormat.PositiveInfinitySymbol, StringComparison.Ordinal), measured.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void No_series_with_the_labels_is_told_from_no_metric() =>
        Assert.Contains("标签", ExpositionReader.Read(Page).Find("http_requests_total", new Dictionary<string, string> { ["code"] = "500" }).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("x{")]
    [InlineData("x{a}")]
    [InlineData("x{a=1} 1")]
    [InlineData("x{a=\"1} 1")]
    [InlineData("x{a=\"\\q\"} 1")]
    [InlineData("x{a=\"1\" b=\"2\"} 1")]
    [InlineData("x{a=\"1\",a=\"2\"} 1")]
    [InlineData("x{a=\"1\"}")]
    [InlineData("x 1,5")]
    [InlineData("x 1 2 3")]
    [InlineData("x 1 then")]
    [InlineData("1x 1")]
    [InlineData("x 0x1")]
    [InlineData("<html>")]
    [InlineData("{\"a\",\"b\"} 1")]
    public void A_line_that_is_none_is_named_and_takes_no_other_with_it(string line)
    {
        var exposition = ExpositionReader.Read($"good 1\n{line}\nalso_good 2\n");
        Assert.Equal(["good", "also_good"], exposition.Samples.Select(s => s.Name));
        Assert.StartsWith("第 2 行无法读取", exposition.Broken, StringComparison.Ordinal);
        Assert.Contains("第 2 行", exposition.Find("absent", None).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_the_end_nothing_counts() => Assert.Equal(["a"], ExpositionReader.Read("a 1\r\n# EOF\r\nb 2").Samples.Select(s => s.Name));

    [Fact]
    public void Whatever_stands_in_a_label_comes_back_as_it_was() => Gen.Select(Gen.String, Gen.Double).Sample((text, value) =>
    {
        // EnumerateLines also ends lines where the format does not; exporters escape \n only.
        text = string.Concat(text.Where(c => !"\r\f\u0085\u2028\u2029".Contains(c)));
        var written = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var sample = Assert.Single(ExpositionReader.Read($"m{{l=\"{written}\"}} {value.ToString("R", CultureInfo.InvariantCulture).Replace("Infinity", "Inf", StringComparison.Ordinal)}\n").Samples);
        Assert.Equal((text, value), (sample.Labels["l"], sample.Value));
    });

    [Fact]
    public void Nothing_makes_it_throw() => Gen.String.Sample(text => ExpositionReader.Read(text) is not null);
}
