using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors;
using Monitor.Collectors.FileDrop;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Collectors.FileDrop;

public sealed class FileDropCollectorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drop");
    private FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow().AddHours(1));
    private FileDropOptions _options;

    public FileDropCollectorTests() => _options = new FileDropOptions { Path = _folder.FullName };

    [Fact]
    public async Task Columns_are_found_by_their_Chinese_or_English_names()
    {
        Write("a.csv", "标题,正文,链接,作者,发布时间,阅读数,评论数,微博ID,别的\n报名,\"第一行\n第二行\",https://w.example/1,张三,2026-06-07 09:00:00,1.2万,7,5001,x\n");
        Write("b.jsonl", """{"title":"t","content":"c","url":"https://w.example/2","created_at":1780794000,"views":3}""" + "\n");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "c.xlsx"), Workbooks.Xlsx([["Title", " 内 容 ", "发布时间"], ["x", "=1+1", "#46180.375:1"]]));
        var posts = (await ReadAllAsync()).Posts;
        Assert.Equal(
            [
                new RawPost { SourceId = "drop", NativeId = "5001", Url = "https://w.example/1", Title = "报名", Text = "第一行\n第二行", Author = "张三", Published = At(9), Heat = 12000, Replies = 7 },
                new RawPost { SourceId = "drop", Url = "https://w.example/2", Title = "t", Text = "c", Published = At(9), Heat = 3 },
                new RawPost { SourceId = "drop", Title = "x", Text = "=1+1", Published = At(9) },
            ],
            posts.Select(p => p with { Categories = new RawPost { SourceId = "" }.Categories }));
    }

    [Fact]
    public async Task A_bad_row_is_named_with_its_file_and_line_and_the_rest_is_read()
    {
        Write("a.csv", "标题,正文,发布时间\n一,a,2026-06-07\n\n二,b,何时\n三,c\n四,d,2026-06-07,多\n,,\n五,\"e\n");
        Write("b.jsonl", "{\"title\":\"一\"}\nnot json 13800138000\n[1]\n{}\n{\"title\":\"二\"}");
        var read = await ReadAllAsync();
        Assert.Equal(["一", "一", "二"], read.Posts.Select(p => p.Title));
        Assert.Equal(["a.csv line 4", "a.csv line 5", "a.csv line 6", "a.csv line 8", "b.jsonl line 2", "b.jsonl line 3", "b.jsonl line 4"], read.Broken.Select(b => b[..b.IndexOf(':', StringComparison.Ordinal)]));
        Assert.DoesNotContain(read.Broken, b => b.Contains("138", StringComparison.Ordinal) || b.Contains("何时", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task Wherever_it_is_stopped_the_next_process_goes_on_at_the_same_row(int batch)
    {
        _options = _options with { BatchRows = batch, After = DropAfter.Move };
        Write("a.csv", "id,标题\n" + string.Concat(Enumerable.Range(0, 23).Select(i => $"{i},第{i}条\n")));
        Write("b.jsonl", string.Concat(Enumerable.Range(23, 10).Select(i => $"{{\"id\":\"{i}\",\"title\":\"第{i}条\"}}\n")));
        string? cursor = null;
        var ids = new List<string?>();
        for (var i = 0; i < 60; i++)
        {
            // Another process each time; what it read and did not store comes again.
            await Collector().CollectAsync(cursor, default);
            var read = await Collector().CollectAsync(cursor, default);
            ids.AddRange(read.Posts.Select(p => p.NativeId));
            cursor = read.Cursor;
            if (!read.More) break;
        }

        Assert.Equal(Enumerable.Range(0, 33).Select(i => (string?)$"{i}"), ids);
        Assert.Empty((await Collector().CollectAsync(cursor, default)).Posts);
        Assert.Equal(["a.csv", "b.jsonl"], Directory.GetFiles(Path.Combine(_folder.FullName, "done")).Select(Path.GetFileName).Order());
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_file_is_read_once_by_its_content_and_anew_when_it_changed()
    {
        Write("a.csv", "标题\n一\n");
        var collector = Collector();
        var cursor = (await collector.CollectAsync(null, default)).Cursor;
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "a.csv"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-9));
        File.Copy(Path.Combine(_folder.FullName, "a.csv"), Path.Combine(_folder.FullName, "again.csv"));
        var again = await collector.CollectAsync(cursor, default);
        Assert.Empty(again.Posts);
        Write("a.csv", "标题\n一\n二\n");
        _time.Advance(TimeSpan.FromMinutes(1));
        // Seen to have changed, it is waited for once more.
        await collector.CollectAsync(again.Cursor, default);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await collector.CollectAsync(again.Cursor, default)).Posts.Count);
    }

    [Fact]
    public async Task What_is_still_being_written_is_left_alone()
    {
        Write("a.csv.part", "标题\n一\n");
        Write("~$b.xlsx", "x");
        Write(".c.csv", "标题\n一\n");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.csv"), "/etc/hostname");
        var collector = Collector();
        Assert.Empty((await collector.CollectAsync(null, default)).Posts);
        _time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        collector = Collector();
        Write("d.csv", "标题\n一\n");
        Assert.Empty((await collector.CollectAsync(null, default)).Posts);
        File.AppendAllText(Path.Combine(_folder.FullName, "d.csv"), "二\n");
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty((await collector.CollectAsync(null, default)).Posts);
        _time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(2, (await collector.CollectAsync(null, default)).Posts.Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stays_and_is_told_of_until_it_is_gone_while_others_are_read()
    {
        _options = _options with { After = DropAfter.Move };
        Write("a.xlsx", "<html>an old export</html>");
        Write("b.csv", "标题\n一\n");
        Write("c.csv", "甲,乙\n13800138000,2\n");
        var read = await ReadAllAsync();
        Assert.Equal("一", Assert.Single(read.Posts).Title);
        Assert.Equal(SourceState.ParseError, read.Last.State);
        Assert.Contains("a.xlsx", read.Last.Error);
        Assert.Contains("options.columns", read.Last.Error);
        Assert.DoesNotContain("138", read.Last.Error);
        Assert.Contains("an old export", read.Last.Sample);
        Assert.Equal(SourceState.ParseError, (await Collector().CollectAsync(read.Last.Cursor, default)).State);
        Assert.Equal(["a.xlsx", "c.csv"], _folder.GetFiles().Select(f => f.Name).Order());
        foreach (var file in _folder.GetFiles()) file.Delete();
        Assert.Equal(SourceState.Ok, (await Collector().CollectAsync(read.Last.Cursor, default)).State);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_unreachable_and_another_mapping_reads_a_file_anew()
    {
        Assert.Equal(SourceState.Unreachable, (await new FileDropCollector("drop", new FileDropOptions { Path = Path.Combine(_folder.FullName, "none") }, Services()).CollectAsync(null, default)).State);
        Write("a.csv", "甲,标题\n正文一,一\n");
        var cursor = (await Collector().CollectAsync(null, default)).Cursor;
        _options = _options with { Columns = new FileColumns { Text = ["甲"] } };
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "a.csv"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-9));
        Assert.Equal("正文一", Assert.Single((await Collector().CollectAsync(cursor, default)).Posts).Text);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DateTimeOffset At(int hour) => new(2026, 6, 7, hour, 0, 0, TimeSpan.FromHours(8));

    private void Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, name), text, new UTF8Encoding(false));
        // A file system's times may be coarser than two writes lie apart.
        foreach (var (index, file) in _folder.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Index())
            if (file.LinkTarget is null) File.SetLastWriteTimeUtc(file.FullName, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(index - 5));
    }

    private CollectorServices Services() => new(null!, _time, NullLoggerFactory.Instance);

    private FileDropCollector Collector() => new("drop", _options, Services());

    private async Task<(List<RawPost> Posts, List<string> Broken, CollectResult Last)> ReadAllAsync()
    {
        var (collector, posts, broken, cursor) = (Collector(), new List<RawPost>(), new List<string>(), (string?)null);
        while (true)
        {
            var read = await collector.CollectAsync(cursor, default);
            posts.AddRange(read.Posts);
            broken.AddRange(read.Broken);
            cursor = read.Cursor;
            if (!read.More) return (posts, broken, read);
        }
    }
}
