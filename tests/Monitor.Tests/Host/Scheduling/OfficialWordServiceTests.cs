using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

/// <summary>The whole service, composed as it runs, reading a public and an official site.</summary>
public sealed class OfficialWordServiceTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("official");
    private readonly Dictionary<string, List<string>> _feeds = new() { ["forum"] = [], ["bureau"] = [] };

    [Fact]
    public async Task A_notice_read_after_a_post_raises_it_and_a_restart_knows_the_notice()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/{name}.xml", (string name) => Results.Text(Rss(name), "application/rss+xml; charset=utf-8")));
        var deadline = Now.AddDays(3).ToString("M月d日", CultureInfo.InvariantCulture);
        var wrong = Now.AddDays(5).ToString("M月d日", CultureInfo.InvariantCulture);
        string id;
        await using (var app = await OpenAsync(site.Authority))
        {
            // The first read of a source is its past; what comes after is news.
            await ReadAsync(app, "forum", "大家考完都放松一下吧");
            await ReadAsync(app, "forum", $"刚听说志愿填报延长到{wrong}了");
            var post = Assert.Single(await SearchAsync(app, "延长"));
            id = post.Id;
            Assert.Equal(ClaimVerdict.Unknown, Assert.Single(post.Assessment!.Claims).Verdict);
            await ReadAsync(app, "bureau", $"关于志愿填报的公告：志愿填报{deadline}17:00截止");
            var raised = (await app.Services.GetRequiredService<IArchive>().PostAsync(id, default))!.Assessment!;
            Assert.Equal((RiskBand.High, ClaimVerdict.Contradicts), (raised.Rumour.Band, raised.Claims[0].Verdict));
            Assert.Contains("17:00截止", raised.Claims[0].Fact!.Quote, StringComparison.Ordinal);
        }

        await using (var app = await OpenAsync(site.Authority))
        {
            await app.Services.GetRequiredService<FactShelf>().WarmAsync(TimeProvider.System.GetUtcNow(), default);
            await ReadAsync(app, "forum", $"志愿填报系统改到{wrong}截止，不信问老师");
            Assert.Equal(RiskBand.High, Assert.Single(await SearchAsync(app, "不信问老师")).Assessment!.Rumour.Band);
        }
    }

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync(WebApplication app, string source, string text)
    {
        _feeds[source].Add(text);
        var run = await app.Services.GetRequiredService<CollectLoop>().RunAsync(source, default);
        Assert.Equal((null, 1), (run!.Error, run.Fresh));
    }

    private static Task<IReadOnlyList<Monitor.Core.Posts.Post>> SearchAsync(WebApplication app, string words) =>
        app.Services.GetRequiredService<IArchive>().SearchAsync(new PostQuery { Words = words }, default);

    private Task<WebApplication> OpenAsync(string authority)
    {
        var config = _home.CreateSubdirectory("config").FullName;
        var sources = Directory.CreateDirectory(Path.Combine(config, "sources")).FullName;
        File.WriteAllText(Path.Combine(config, "monitor.yaml"), $"fetch:\n  hostPace: 0s\n  allowPrivate: ['{authority}']\n");
        foreach (var (id, role) in new[] { ("forum", "public"), ("bureau", "official") })
            File.WriteAllText(Path.Combine(sources, id + ".yaml"), $"id: {id}\nname: {id}\nkind: feed\nrole: {role}\noptions:\n  url: http://{authority}/{id}.xml\n");
        return MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false }, default);
    }

    private string Rss(string name)
    {
        var items = _feeds[name].Select((text, i) => $"<item><guid>{name}{i}</guid><title>{text}</title><pubDate>{Now.AddMinutes(i - 10):r}</pubDate></item>");
        return $"<rss version=\"2.0\"><channel><title>{name}</title>{string.Concat(items)}</channel></rss>";
    }
}
