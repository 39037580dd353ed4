using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Season;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Playing;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>Recordings through the service's own loops under a clock that nobody waits for.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task Probe_results_alone_open_and_end_an_outage_at_the_moments_the_rules_say()
    {
        string[] states = ["up", "down", "down", "down", "down", "up", "up", "up", "up", "up"];
        var played = await PlayAsync(states.Select((s, i) => ReplayBench.Probe(i, s)));
        Assert.Equal(0, played.Code);
        var alerts = played.Lines("alert");
        Assert.Equal(["firing", "resolved"], alerts.Select(a => a["state"]!.GetValue<string>()));
        // Three in a row confirm it; two good ones end it, and two minutes after the last firing look it is over.
        Assert.Equal(ReplayBench.Start.AddMinutes(3), Replayed.At(alerts[0]));
        Assert.InRange(Replayed.At(alerts[1]) - ReplayBench.Start.AddMinutes(6), TimeSpan.Zero, TimeSpan.FromMinutes(2.1));
        Assert.Equal("orange", alerts[0]["level"]!.GetValue<string>());
        Assert.Equal(["opened", "resolved"], played.Lines("notice").Select(n => n["kind"]!.GetValue<string>()));
        Assert.All(played.Lines("notice"), n => Assert.Equal("mail-security", n["channel"]!.GetValue<string>()));
        Assert.Contains(played.Lines("decision"), d => d["reason"]!.GetValue<string>() == "heldDown");
        Assert.Equal((0, 10), (played.Summary["posts"]!.GetValue<int>(), played.Summary["probes"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_spreading_rumour_is_signalled_with_numbers_the_recordings_ids_and_masked_words()
    {
        var posts = ReplayBench.Rumour(0, 4).ToList();
        posts[0] = ReplayBench.Post(0, "first", "author 0", "内部渠道出售高考数学答案，今晚交易，联系13800138000，保真");
        var played = await PlayAsync(posts);
        var signal = played.Lines("signal")[0];
        Assert.Equal(("rumour-story", "firing", "propaganda"), (signal["kind"]!.GetValue<string>(), signal["state"]!.GetValue<string>(), signal["team"]!.GetValue<string>()));
        Assert.Equal(3, signal["numbers"]!["authors"]!.GetValue<int>());
        Assert.Contains("first", signal["evidence"]!.AsArray().Select(e => e!.GetValue<string>()));
        Assert.Equal(ReplayBench.Start.AddMinutes(2), Replayed.At(signal));
        Assert.Contains("名作者", signal["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", played.Output, StringComparison.Ordinal);
        Assert.Contains("〔手机号〕", played.Output, StringComparison.Ordinal);
        Assert.Equal("resolved", played.Lines("alert")[^1]["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_recording_gives_the_same_answer_to_the_byte(bool json)
    {
        var file = _bench.Write("day.jsonl", string.Join('\n', Day()));
        var first = await _bench.PlayAsync(file, json: json);
        var again = await _bench.PlayAsync(file, json: json);
        Assert.Equal(Hash(first.Output), Hash(again.Output));
        Assert.Contains(json ? "\"summary\"" : "小结", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_recording_is_read_as_its_content()
    {
        var plain = _bench.Write("day.jsonl", string.Join('\n', Day()));
        await using (var packed = new GZipStream(File.Create(_bench.File("day.jsonl.gz")), CompressionLevel.Fastest))
            await packed.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Day())), TestContext.Current.CancellationToken);
        Assert.Equal((await _bench.PlayAsync(plain)).Output, (await _bench.PlayAsync(_bench.File("day.jsonl.gz"))).Output);
    }

    [Fact]
    public async Task Bad_lines_are_named_with_their_number_and_the_rest_goes_on()
    {
        var lines = ReplayBench.Rumour(0, 4).ToList();
        lines.Insert(1, "{broken");
        lines.Insert(3, "{\"text\":\"秘密 13800138000\"}");
        var played = await PlayAsync(lines);
        Assert.Equal(1, played.Code);
        Assert.Contains("play.jsonl:2: broken JSON", played.Errors, StringComparison.Ordinal);
        Assert.Contains("play.jsonl:4: no moment", played.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", played.Errors, StringComparison.Ordinal);
        Assert.Equal((4, 2), (played.Summary["posts"]!.GetValue<int>(), played.Summary["problems"]!.GetValue<int>()));
        Assert.NotEmpty(played.Lines("alert"));
    }

    [Fact]
    public async Task A_packed_recording_that_breaks_off_is_played_up_to_there()
    {
        var whole = new MemoryStream();
        await using (var packed = new GZipStream(whole, CompressionLevel.NoCompression, leaveOpen: true))
            await packed.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 3_000).Select(i => ReplayBench.Probe(i * 0.01, "up")))), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_bench.File("cut.gz"), whole.ToArray()[..^100_000], TestContext.Current.CancellationToken);
        var played = await _bench.PlayAsync(_bench.File("cut.gz"));
        Assert.Equal(1, played.Code);
        Assert.InRange(played.Summary["probes"]!.GetValue<int>(), 1_000, 2_999);
        Assert.NotEmpty(played.Errors);
    }

    [Fact]
    public async Task A_file_of_nothing_usable_is_a_failure_that_says_so()
    {
        var played = await PlayAsync(["rubbish"]);
        Assert.Equal(1, played.Code);
        Assert.Contains("nothing to replay", played.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await _bench.PlayAsync(_bench.File("absent.jsonl"))).Code);
    }

    [Fact]
    public async Task Skipping_empty_stretches_finds_the_same_alerts_at_most_a_minute_later()
    {
        var file = _bench.Write("day.jsonl", string.Join('\n', Day()));
        var skipping = await _bench.PlayAsync(file);
        var everywhere = await _bench.PlayAsync(file, o => o with { Everywhere = true });
        Assert.True(skipping.Summary["looks"]!.GetValue<int>() < everywhere.Summary["looks"]!.GetValue<int>() / 3);
        var (few, all) = (skipping.Lines("alert"), everywhere.Lines("alert"));
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(a => $"{a["fingerprint"]} {a["state"]} {a["level"]}"), few.Select(a => $"{a["fingerprint"]} {a["state"]} {a["level"]}"));
        Assert.All(all.Zip(few), p => Assert.InRange(Replayed.At(p.Second) - Replayed.At(p.First), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_is_played_hands_out_no_links_that_act_on_the_living_service()
    {
        _bench.Write("config/monitor.yaml", await System.IO.File.ReadAllTextAsync(_bench.File("config/monitor.yaml")) + "\nboard: { publicUrl: 'https://monitor.example.cn' }\n");
        var played = await PlayAsync(new[] { "up", "down", "down", "down" }.Select((s, i) => ReplayBench.Probe(i, s)));
        var notices = played.Lines("notice").Select(n => n["text"]!.GetValue<string>()).ToList();
        Assert.NotEmpty(notices);
        Assert.All(notices, n => Assert.Contains("下一步", n, StringComparison.Ordinal));
        Assert.All(notices, n => Assert.DoesNotContain("monitor.example.cn", n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_waits_for_a_year_without_events()
    {
        var played = await PlayAsync([.. ReplayBench.Rumour(0, 4), .. ReplayBench.Rumour(525_600, 4)]);
        Assert.Equal(2, played.Lines("alert").Count(a => a["state"]!.GetValue<string>() == "firing"));
        Assert.InRange(played.Summary["looks"]!.GetValue<int>(), 100, 5_000);
        var clock = new VirtualClock(ReplayBench.Start);
        Assert.Throws<InvalidOperationException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.MoveTo(ReplayBench.Start.AddTicks(-1)));
    }

    [Fact]
    public void The_pace_never_steps_over_an_event_or_a_phase()
    {
        var (every, start) = (TimeSpan.FromSeconds(5), ReplayBench.Start);
        var season = new ExamSeason { Phases = [new Phase { Name = "考试", From = start.AddDays(40), Until = start.AddDays(41) }] };
        var pace = new Pace(every, season, TimeSpan.FromDays(1), everywhere: false);
        Assert.Equal(start.AddSeconds(5), pace.Next(start, start, false, null));
        Assert.Equal(start.AddHours(1).AddMinutes(1), pace.Next(start.AddHours(1), start, true, null));
        Assert.Equal(start.AddHours(1).AddMinutes(5), pace.Next(start.AddHours(1), start, false, null));
        Assert.Equal(start.AddHours(1).AddSeconds(15), pace.Next(start.AddHours(1), start, true, start.AddHours(1).AddSeconds(12)));
        Assert.Equal(start.AddDays(30), pace.Next(start.AddDays(3), start, true, start.AddDays(30)));
        Assert.Equal(start.AddDays(40), pace.Next(start.AddDays(3), start, true, start.AddDays(50)));
    }

    [Fact]
    public async Task Rules_and_season_may_come_from_elsewhere()
    {
        var file = _bench.Write("play.jsonl", string.Join('\n', ReplayBench.Rumour(0, 4)));
        _bench.Write("strict/rumour-story.yaml", "kind: rumour-story\noptions:\n  minAuthors: 5\n  minPlatforms: 3\n");
        Assert.Empty((await _bench.PlayAsync(file, o => o with { Rules = _bench.File("strict") })).Lines("signal"));
        Assert.Empty((await _bench.PlayAsync(file, o => o with { Rules = _bench.File("strict"), Config = _bench.File("absent") })).Lines("signal"));
        _bench.Write("season.yaml", "season:\n  name: 2022 高考\n  phases:\n    - name: 考试\n      from: 2022-06-07T00:00:00+08:00\n      until: 2022-06-09T00:00:00+08:00\n");
        Assert.NotEmpty((await _bench.PlayAsync(file, o => o with { Season = _bench.File("season.yaml") })).Lines("signal"));
        Assert.Equal("2022 高考", SeasonFile.Load(_bench.File("season.yaml")).Name);
        _bench.Write("bad.yaml", "name: x\nphase: []\n");
        await Assert.ThrowsAsync<Monitor.Host.Configuration.ConfigException>(() => _bench.PlayAsync(file, o => o with { Season = _bench.File("bad.yaml") }));
    }

    public void Dispose() => _bench.Dispose();

    private Task<Replayed> PlayAsync(IEnumerable<string> lines) => _bench.PlayAsync(_bench.Write("play.jsonl", string.Join('\n', lines)));

    /// <summary>Two rumours hours apart, an outage, and probes only around it.</summary>
    private static IEnumerable<string> Day() =>
    [
        .. ReplayBench.Rumour(0, 5),
        .. Enumerable.Range(100, 20).Select(m => ReplayBench.Probe(m, m is > 103 and < 112 ? "down" : "up")),
        .. ReplayBench.Rumour(400, 4),
    ];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
