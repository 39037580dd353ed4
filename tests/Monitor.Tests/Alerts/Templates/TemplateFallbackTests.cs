using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Templates;

/// <summary>A template that passed every sample and fails on a notice all the same.</summary>
public sealed class TemplateFallbackTests
{
    // Three alerts take it over the limit of rounds; the samples have two.
    private const string Mine = """
        --- subject ---
        我的汇总 {{ for i in 1..(count * 400) }}{{ end }}{{ level_word }} {{ title }}
        --- text ---
        {{ title }} {{ level_word }} {{ since }} {{ why }} {{ playbook }} {{ board_link }} {{ for l in lines }}{{ l }}{{ end }}
        """;

    private readonly List<TemplateFault> _failed = [];

    [Fact]
    public void The_built_in_one_speaks_in_its_place_and_the_failure_is_told_with_its_place()
    {
        var writer = Writer(Mine);
        Assert.StartsWith("我的汇总", Summary(writer, 2).Subject, StringComparison.Ordinal);
        Assert.StartsWith("[汇总][黄色（Ⅲ级）] 3 项", Summary(writer, 3).Subject, StringComparison.Ordinal);
        Assert.Equal(("summary.zh.sbn", 2), (Assert.Single(_failed).File, _failed[0].Line));
        Assert.StartsWith("我的汇总", Summary(writer, 2).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_fails_three_times_is_left_alone_until_the_next_reload()
    {
        var writer = Writer(Mine);
        for (var i = 0; i < 5; i++) Summary(writer, 3);
        Assert.Equal(3, _failed.Count);
        Assert.StartsWith("[汇总]", Summary(writer, 2).Subject, StringComparison.Ordinal);
        Assert.StartsWith("我的汇总", Summary(Writer(Mine), 2).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ for a in lines }}{{ for b in lines }}{{ for c in lines }}.{{ end }}{{ end }}{{ end }}")]
    [InlineData("{{ for a in lines }}{{ for b in lines }}{{ lines | join a }}{{ lines | join b }}{{ end }}{{ end }}")]
    public void One_that_would_grow_without_end_is_stopped(string more)
    {
        var notice = Summary(Writer(Mine + more), 25);
        Assert.StartsWith("[汇总]", notice.Subject, StringComparison.Ordinal);
        Assert.Single(_failed);
    }

    private NoticeWriter Writer(string content)
    {
        var (set, faults) = TemplateSet.With([("summary.zh.sbn", content)]);
        Assert.Empty(faults);
        return new NoticeWriter(new NoticeWriterOptions { Templates = set, Failed = _failed.Add });
    }

    private static Notice Summary(NoticeWriter writer, int alerts) => writer.Summary(
        [.. Enumerable.Range(0, alerts).Select(i => new HeldNotice($"h{i}", $"a{i}", "f", "c", NoticeKind.Opened, WarningLevel.Yellow, "outage", "题" + new string('长', 50), HoldCause.Quiet, Some.T0))], "c", Some.T0);
}
