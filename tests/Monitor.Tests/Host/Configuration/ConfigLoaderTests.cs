using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

public sealed class ConfigLoaderTests : IDisposable
{
    private readonly TempConfig _config = new();

    [Fact]
    public void A_good_directory_becomes_one_snapshot()
    {
        _config.Write("author.key", "0123456789abcdef\n");
        _config.Write("monitor.yaml", "authorKey: file:author.key\nstorage: {keepPosts: 1h30m}\nchannels:\n  - {id: duty, kind: robot, minLevel: orange, teams: [security], options: {key: 'file:author.key'}}\n");
        _config.Write("sources/a.yaml", "id: one\nname: 一\nkind: feed\nrole: official\ninterval: 90s\noptions:\n  url: http://x\n  headers: {accept: text/html}\n");
        _config.Write("rules/r.yaml", "kind: burst\n");

        var result = _config.Load();

        Assert.Empty(result.Errors);
        var config = result.Config!;
        Assert.Equal("0123456789abcdef", config.AuthorKey!.Reveal());
        Assert.Equal(TimeSpan.FromMinutes(90), config.Storage.KeepPosts);
        Assert.Equal((WarningLevel.Orange, Team.Security), (config.Channels[0].MinLevel, config.Channels[0].Teams[0]));
        var source = Assert.Single(config.Sources);
        Assert.Equal((SourceRole.Official, TimeSpan.FromSeconds(90)), (source.Role, source.Interval));
        Assert.Equal("text/html", Assert.IsType<TempConfig.FeedLike>(source.Options).Headers["accept"]);
        Assert.Equal(TimeSpan.FromMinutes(15), Assert.IsType<TempConfig.RuleLike>(config.Rules[0].Options).Bucket);
    }

    [Fact]
    public void A_bad_reload_keeps_the_old_snapshot()
    {
        var first = _config.Load().Config!;
        var current = new CurrentConfig(first, _config.Load, NullLogger<CurrentConfig>.Instance);
        _config.Write("monitor.yaml", "judgeEvery: soon\n");

        Assert.False(current.Reload());
        Assert.Same(first, current.Current);
    }

    [Fact]
    public void A_good_reload_swaps_the_snapshot_and_tells()
    {
        var current = new CurrentConfig(_config.Load().Config!, _config.Load, NullLogger<CurrentConfig>.Instance);
        var told = 0;
        current.Changed += () => told++;
        _config.Write("monitor.yaml", "judgeEvery: 9s\n");

        Assert.True(current.Reload());
        Assert.Equal((TimeSpan.FromSeconds(9), 1), (current.Current.JudgeEvery, told));
    }

    public void Dispose() => _config.Dispose();
}
