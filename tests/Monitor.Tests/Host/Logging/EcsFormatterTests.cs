using System.Diagnostics;
using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class EcsFormatterTests : IDisposable
{
    private readonly LogRig _rig = new();

    [Theory]
    [InlineData("two\nlines\r\nand\tmore")]
    [InlineData("bell \a, escape \u001b[31m, null \0, delete \u007f, separators \u2028 \u2029 \u0085")]
    [InlineData("half a pair: \ud83d and the other: \ude00 end")]
    [InlineData("引号\"反斜杠\\花括号{}尖括号<script>&amp;")]
    [InlineData("")]
    public void Any_text_is_one_line_that_can_be_read(string text)
    {
        _rig.Log.Information("Says {Text}", text);
        var root = EcsRules.Check(_rig.Ecs.Single());
        Assert.Equal(text.Replace('\ud83d', '\ufffd').Replace('\ude00', '\ufffd'), root.GetProperty("labels").GetProperty("Text").GetString());
    }

    [Fact]
    public void A_huge_text_is_cut_with_a_mark_and_never_within_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 40_000));
        _rig.Log.ForContext("Page", text).Error(new InvalidOperationException(text), "{Text}", text);
        var root = EcsRules.Check(_rig.Ecs.Single());
        foreach (var cut in new[] { root.GetProperty("message"), root.GetProperty("error.message"), root.GetProperty("error.stack_trace"), root.GetProperty("labels").GetProperty("Page") })
        {
            Assert.Matches(@"… \[cut, \d+ characters\]$", cut.GetString());
            Assert.DoesNotContain('\ufffd', cut.GetString()!);
        }
    }

    [Fact]
    public void What_has_parts_becomes_the_text_of_its_json_so_that_a_label_never_changes_its_type()
    {
        _rig.Log.Information("{@Object} {List} {@Map} {Number} {Flag} {Nothing}", new { Name = "x", Inner = new { Count = 3 } }, new[] { 1, 2 }, new Dictionary<string, int> { ["a.b"] = 1 }, 12.5, true, null);
        var labels = EcsRules.Check(_rig.Ecs.Single()).GetProperty("labels");
        Assert.Equal("""{"Name":"x","Inner":{"Count":"3"}}""", labels.GetProperty("Object").GetString());
        Assert.Equal("""["1","2"]""", labels.GetProperty("List").GetString());
        Assert.Equal("""{"a.b":"1"}""", labels.GetProperty("Map").GetString());
        Assert.Equal("12.5", labels.GetProperty("Number").GetString());
        Assert.Equal("true", labels.GetProperty("Flag").GetString());
    }

    [Fact]
    public void A_property_named_like_a_field_takes_no_fields_place_and_keys_that_become_one_stay_two()
    {
        _rig.Log.ForContext("message", "not the message").ForContext("@timestamp", "never").ForContext("log.level", "loud").ForContext("log_level", "2").ForContext("a*b\\c", 1).ForContext("labels", "x").ForContext("EventId", 7).Warning("Real");
        var root = EcsRules.Check(_rig.Ecs.Single());
        Assert.Equal(("Real", "warn"), (root.GetProperty("message").GetString(), root.GetProperty("log.level").GetString()));
        var labels = root.GetProperty("labels");
        Assert.Equal("not the message", labels.GetProperty("message").GetString());
        Assert.Equal(["2", "loud"], new[] { labels.GetProperty("log_level").GetString(), labels.GetProperty("log_level_2").GetString() }.Order(StringComparer.Ordinal));
        Assert.Equal("1", labels.GetProperty("a_b_c").GetString());
        Assert.Equal("7", labels.GetProperty("EventId").GetString());
    }

    [Fact]
    public void An_exception_brings_its_type_its_message_and_all_that_lie_within_it()
    {
        try
        {
            try { throw new FormatException("innermost"); }
            catch (FormatException e) { throw new AggregateException("outer", e, new IOException("beside")); }
        }
        catch (AggregateException e)
        {
            _rig.Log.Error(e, "Failed");
        }

        var root = EcsRules.Check(_rig.Ecs.Single());
        Assert.Equal("System.AggregateException", root.GetProperty("error.type").GetString());
        Assert.StartsWith("outer", root.GetProperty("error.message").GetString(), StringComparison.Ordinal);
        foreach (var part in new[] { "innermost", "beside", nameof(An_exception_brings_its_type_its_message_and_all_that_lie_within_it) })
            Assert.Contains(part, root.GetProperty("error.stack_trace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_logged_within_an_activity_names_trace_span_and_the_outermost_span_of_this_process()
    {
        using var outer = new Activity("request").Start();
        using var inner = new Activity("step").Start();
        _rig.Log.ForContext(Constants.SourceContextPropertyName, "Monitor.Some").Information("Here");
        var root = EcsRules.Check(_rig.Ecs.Single());
        Assert.Equal(outer.TraceId.ToHexString(), root.GetProperty("trace.id").GetString());
        Assert.Equal(inner.SpanId.ToHexString(), root.GetProperty("span.id").GetString());
        Assert.Equal(outer.SpanId.ToHexString(), root.GetProperty("transaction.id").GetString());
        Assert.Equal("Monitor.Some", root.GetProperty("log.logger").GetString());
        Assert.Equal("test", root.GetProperty("service.environment").GetString());
    }

    [Fact]
    public void Every_level_has_its_name()
    {
        foreach (var level in Enum.GetValues<LogEventLevel>()) _rig.Log.Write(level, "x");
        Assert.Equal(["trace", "debug", "info", "warn", "error", "fatal"], _rig.Ecs.Select(l => EcsRules.Check(l).GetProperty("log.level").GetString()));
    }

    [Fact]
    public void What_nests_without_end_ends()
    {
        LogEventPropertyValue deep = new ScalarValue("bottom");
        for (var i = 0; i < 5_000; i++) deep = new SequenceValue([deep]);
        _rig.Log.Write(new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse("x"), [new LogEventProperty("Deep", deep)]));
        EcsRules.Check(_rig.Ecs.Single());
    }

    public void Dispose() => _rig.Dispose();
}
