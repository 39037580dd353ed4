using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

public sealed class TemplateConfigTests : IDisposable
{
    private const string Good = "--- subject ---\n[测] {{ title }}\n--- text ---\n{{ level_word }} {{ at }} {{ playbook }} {{ board_link }}\n";
    private static readonly string Mine = Good.Replace("{{ title }}", "我的", StringComparison.Ordinal);

    private readonly TempConfig _files = new();

    [Fact]
    public void Without_the_folder_all_is_built_in_and_a_file_takes_the_place_of_its_name_only()
    {
        Assert.Equal(0, _files.Load().Config!.Templates.Own);
        _files.Write("templates/test.zh.sbn", Mine);
        _files.Write("templates/README.md", "not a template");
        _files.Write("templates/.test.zh.sbn.swp", "{{");
        var templates = _files.Load().Config!.Templates;
        Assert.Equal(1, templates.Own);
        Assert.True(templates.Choose("email", NoticeKind.Test, Language.Zh).Own);
        Assert.False(templates.Choose("email", NoticeKind.Test, Language.En).Own);
    }

    [Fact]
    public void A_mistake_is_told_with_file_line_and_column_beside_the_others()
    {
        _files.Write("templates/test.zh.sbn", Good);
        _files.Write("monitor.yaml", "judgeEvery: soon\n");
        var errors = _files.Load().Errors.Select(e => e.ToString()).ToList();
        Assert.Contains(errors, e => e.StartsWith("templates/test.zh.sbn:2:8: unknown name 'title'; known here: kind, ", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("monitor.yaml:1: judgeEvery: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_broken_under_a_running_service_leaves_the_old_set_in_force()
    {
        _files.Write("templates/test.zh.sbn", Mine);
        var config = new CurrentConfig(_files.Load().Config!, _files.Load, NullLogger<CurrentConfig>.Instance);
        var before = config.Current;
        _files.Write("templates/test.zh.sbn", Good);
        Assert.False(config.Reload());
        Assert.Same(before, config.Current);
        _files.Write("templates/test.zh.sbn", Mine + "再见");
        Assert.True(config.Reload());
        Assert.NotSame(before.Templates, config.Current.Templates);
    }

    [Theory]
    [InlineData("https://monitor.example.cn", true)]
    [InlineData("http://10.0.0.2:8080/monitor/", true)]
    [InlineData("monitor.example.cn", false)]
    [InlineData("ftp://monitor.example.cn", false)]
    [InlineData("/board", false)]
    [InlineData("https://monitor.example.cn/?x=1", false)]
    [InlineData("https://user:secret@monitor.example.cn", false)]
    public void The_address_of_links_is_a_whole_one(string address, bool good)
    {
        _files.Write("monitor.yaml", $"board: {{ publicUrl: \"{address}\" }}\n");
        var result = _files.Load();
        Assert.Equal(good, result.Config is not null);
        if (!good) Assert.Equal("board.publicUrl", Assert.Single(result.Errors).Key);
    }

    public void Dispose() => _files.Dispose();
}
