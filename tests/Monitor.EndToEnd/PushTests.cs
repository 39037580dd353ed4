using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Api.Push;
using Monitor.Host.Scheduling;

namespace Monitor.EndToEnd;

/// <summary>Other systems send posts over HTTP, to the service as it runs.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private const string Key = "a-key-nobody-would-ever-guess-0001";
    private const string OtherKey = "another-key-nobody-would-guess-02";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly HttpClient _client = new();
    private Station _station = null!;

    public async ValueTask InitializeAsync()
    {
        var sources = new Dictionary<string, string>
        {
            ["one"] = $"name: 一\nkind: push\noptions: {{ keySha256: {Hash(Key)}, maxBytes: 20000, maxItems: 50 }}\n",
            ["two"] = $"name: 二\nkind: push\noptions: {{ keySha256: {Hash(OtherKey)} }}\n",
            ["off"] = $"name: 关\nkind: push\nenabled: false\noptions: {{ keySha256: {Hash(Key)} }}\n",
        };
        _station = await Station.OpenAsync("127.0.0.1:9", sources, new MonitorAppOptions { ConfigDirectory = "", RunLoops = false }, Ct);
        await _station.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _station.DisposeAsync();
    }

    [Fact]
    public async Task Good_items_are_stored_masked_and_judged_and_bad_ones_named_by_their_place()
    {
        var answer = await PushAsync("""
            [{"id": 7, "title": "报名", "text": "有事打13812345678", "author": "张三", "url": "https://w.example/7", "published": "2026-06-07T09:00:00+08:00", "heat": 12, "more": {"is": "ignored"}},
             {"text": 5}, {"url": "javascript:alert(1)", "text": "x"}, {"id": "a"}, [1], {"text": "x", "published": "何时"}, {"text": "x", "published": "2199-01-01"}, {"text": "\ud800"}, {"text": "第二条"}]
            """);
        Assert.Equal(HttpStatusCode.MultiStatus, answer.Status);
        Assert.Equal((2, 2, 0), (answer.Number("accepted"), answer.Number("fresh"), answer.Number("known")));
        Assert.Equal([(1, "bad-text"), (2, "bad-url"), (3, "no-text"), (4, "not-object"), (5, "bad-published"), (6, "bad-published"), (7, "not-text")],
            answer.Body.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("index").GetInt32(), e.GetProperty("code").GetString()!)));
        var posts = await _station.Archive.SearchAsync(new PostQuery { SourceId = "one" }, Ct);
        var first = Assert.Single(posts, p => p.Title == "报名");
        Assert.Equal(("有事打〔手机号〕", 12, false), (first.Text, first.Heat, first.Backfill));
        Assert.NotNull(first.AuthorKey);
        Assert.NotNull(first.StoryId);
        Assert.Equal((9, 2, 7), Status() is { } s ? (s.Items + s.Broken, s.Fresh, s.Broken) : default);
    }

    [Fact]
    public async Task The_same_key_and_body_is_answered_alike_and_stored_once_and_with_another_body_refused()
    {
        var first = await PushAsync("{\"text\":\"一\"}\n\n{\"text\":\"二\"}\nnot json\n", "\"k1\"");
        Assert.Equal((HttpStatusCode.MultiStatus, 2), (first.Status, first.Number("fresh")));
        var again = await PushAsync("{\"text\":\"一\"}\n\n{\"text\":\"二\"}\nnot json\n", "k1");
        Assert.Equal((first.Status, first.Text, "true"), (again.Status, again.Text, again.Replayed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PushAsync("{\"text\":\"三\"}", "k1")).Status);
        var without = await PushAsync("{\"text\":\"一\"}\n\n{\"text\":\"二\"}\nnot json\n");
        Assert.Equal((0, 2), (without.Number("fresh"), without.Number("known")));
        Assert.Equal(2, (await _station.Archive.SearchAsync(new PostQuery { SourceId = "one" }, Ct)).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync("[]", new string('k', 256))).Status);
    }

    [Fact]
    public async Task Twins_sent_at_the_same_moment_are_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PushAsync("[{\"text\":\"一\"},{\"text\":\"二\"}]", "twin")));
        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, 2), (a.Status, a.Number("fresh"))));
        Assert.Single(answers, a => a.Replayed is null);
    }

    [Fact]
    public async Task Who_shows_no_right_key_learns_nothing()
    {
        var strangers = new[] { await PushAsync("[]", key: "wrong"), await PushAsync("[]", key: "wrong", source: "none"), await PushAsync("[]", key: "wrong", source: "off"), await PushAsync("[]", key: null) };
        Assert.All(strangers, r => Assert.Equal((HttpStatusCode.Unauthorized, strangers[0].Text), (r.Status, r.Text)));
        var elsewhere = new[] { await PushAsync("[]", source: "two"), await PushAsync("[]", source: "none"), await PushAsync("[]", source: "off") };
        Assert.All(elsewhere, r => Assert.Equal((HttpStatusCode.Forbidden, strangers[0].Text), (r.Status, r.Text)));
        Assert.Empty(await _station.Archive.SourcesAsync(Ct));
    }

    [Fact]
    public async Task What_is_too_large_or_no_JSON_is_refused_whole()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PushAsync($"[{{\"text\":\"{new string('x', 20_001)}\"}}]")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync("[{\"text\":\"x\"}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync("")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync("[" + string.Join(',', Enumerable.Repeat("{\"text\":\"x\"}", 51)) + "]")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PushAsync("a=b", type: "application/x-www-form-urlencoded")).Status);
        Assert.Equal((HttpStatusCode.OK, 0), await PushAsync("[]") is { } a ? (a.Status, a.Number("accepted")) : default);
    }

    [Fact]
    public async Task Edits_and_deletions_are_told_by_sending_the_item_again_and_backfill_by_saying_so()
    {
        await PushAsync("[{\"id\":\"1\",\"text\":\"五号截止\"},{\"id\":\"2\",\"text\":\"旧闻\"}]", query: "?backfill=true");
        var answer = await PushAsync("[{\"id\":\"1\",\"text\":\"六号截止\"},{\"id\":\"2\",\"gone\":true},{\"id\":\"3\",\"gone\":true}]");
        Assert.Equal((HttpStatusCode.OK, 1, 1, 0), (answer.Status, answer.Number("edited"), answer.Number("gone"), answer.Number("fresh")));
        var posts = await _station.Archive.SearchAsync(new PostQuery { SourceId = "one" }, Ct);
        var edited = Assert.Single(posts, p => p.Text == "六号截止");
        Assert.Equal("五号截止", Assert.Single(await _station.Archive.RevisionsAsync(edited.Id, Ct)).Text);
        Assert.NotNull(Assert.Single(posts, p => p.Text == "旧闻").GoneSince);
        Assert.All(posts, p => Assert.True(p.Backfill));
    }

    [Fact]
    public async Task A_body_nothing_could_be_taken_of_is_evidence_that_stays_until_a_good_one_comes()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync("[{\"words\":\"请打13812345678\"}]")).Status);
        Assert.Equal(SourceState.ParseError, (await _station.Get<CollectLoop>().RunAsync("one", Ct))!.State);
        var spell = Assert.Single(await _station.Archive.SpellsAsync("one", 9, Ct));
        Assert.Contains("〔手机号〕", spell.Sample);
        Assert.DoesNotContain("138", spell.Sample);
        await PushAsync("[{\"text\":\"好\"}]");
        Assert.NotNull(Assert.Single(await _station.Archive.SpellsAsync("one", 9, Ct)).Until);
    }

    [Fact]
    public async Task Who_floods_is_slowed_down_in_JSON()
    {
        var answers = new List<Answer>();
        for (var i = 0; i <= PushEndpoints.MostAMinute && (answers.Count == 0 || answers[^1].Status == HttpStatusCode.Unauthorized); i++) answers.Add(await PushAsync("[]", key: "wrong"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many"), (answers[^1].Status, answers[^1].Body.GetProperty("code").GetString()));
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private SourceRun Status() => _station.Archive.SourcesAsync(Ct).Result.Single(s => s.SourceId == "one").LastRun;

    private async Task<Answer> PushAsync(string body, string? idempotency = null, string? key = Key, string source = "one", string query = "", string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_station.Address, $"/api/v1/posts/{source}{query}")) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null) request.Headers.Add("Authorization", "Bearer " + key);
        if (idempotency is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotency);
        using var answer = await _client.SendAsync(request, Ct);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.TryGetValues("Idempotency-Replayed", out var replayed) ? replayed.Single() : null);
    }

    private sealed record Answer(HttpStatusCode Status, string Text, string? Replayed)
    {
        public JsonElement Body { get; } = JsonDocument.Parse(Text).RootElement;

        public int Number(string name) => Body.GetProperty(name).GetInt32();
    }
}
