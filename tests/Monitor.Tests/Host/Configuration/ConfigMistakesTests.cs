using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>Each broken file gives exactly its file, line, key and a hint of what was expected.</summary>
public sealed class ConfigMistakesTests : IDisposable
{
    private const string Source = "id: one\nname: One\nkind: feed\n";

    private readonly TempConfig _config = new();

    [Theory]
    [InlineData("monitor.yaml", "bord:\n  urls: []\n", 1, "bord", "Did you mean 'board'?")]
    [InlineData("monitor.yaml", "storage:\n  keepPosts: ninety days\n", 2, "storage.keepPosts", "length of time")]
    [InlineData("monitor.yaml", "storage: 5\n", 1, "storage", "mapping")]
    [InlineData("monitor.yaml", "storage:\n  archive:\n    kind: elastic\n", 3, "storage.archive.kind", "elasticsearch")]
    [InlineData("monitor.yaml", "storage:\n  archive:\n    kind: elasticsearch\n    nodes: [http://127.0.0.1:9200]\n    window: 1d\n", 5, "storage.archive.window", "at least 2d")]
    [InlineData("monitor.yaml", "storage:\n  kind: postgres\n", 1, "storage.postgres.connection", "env:NAME or file:/path")]
    [InlineData("monitor.yaml", "storage:\n  kind: postgres\n", 1, "board.linkKey", "all replicas")]
    [InlineData("monitor.yaml", "storage:\n  kind: postgres\n", 1, "authorKey", "all replicas")]
    [InlineData("monitor.yaml", "storage:\n  postgres: { schema: Drop-it }\n", 2, "storage.postgres.schema", "")]
    [InlineData("monitor.yaml", "storage:\n  archive:\n    kind: elasticsearch\n    nodes: [http://127.0.0.1:9200]\n    window: 40d\n", 5, "storage.archive.window", "keepProbes")]
    [InlineData("monitor.yaml", "storage:\n  archive:\n    kind: elasticsearch\n    nodes: [127.0.0.1:9200]\n", 4, "storage.archive.nodes", "https://es1.example.cn:9200")]
    [InlineData("monitor.yaml", "board:\n  urls: http://127.0.0.1\n", 2, "board.urls", "list")]
    [InlineData("monitor.yaml", "board:\n  urls:\n    - ftp://x\n", 3, "board.urls[0]", "http://127.0.0.1:8080")]
    [InlineData("monitor.yaml", "fetch:\n  maxBytes: 3\n", 2, "fetch.maxBytes", "from 1024")]
    [InlineData("monitor.yaml", "fetch:\n  contact: 考试院 (网信\n", 2, "fetch.contact", "in ASCII")]
    [InlineData("monitor.yaml", "logging:\n  level: loud\n", 2, "logging.level", "verbose")]
    [InlineData("monitor.yaml", "logging:\n  namespaces:\n    Monitor: debugg\n", 3, "logging.namespaces.Monitor", "Did you mean 'debug'?")]
    [InlineData("monitor.yaml", "logging:\n  elasticsearch:\n    enabled: true\n", 3, "logging.elasticsearch.enabled", "logging.elasticsearch.nodes")]
    [InlineData("monitor.yaml", "logging:\n  elasticsearch:\n    enabled: true\n    nodes: [es:9200]\n", 4, "logging.elasticsearch.nodes[0]", "https://es1.example.cn:9200")]
    [InlineData("monitor.yaml", "logging:\n  elasticsearch:\n    queueLines: 5\n", 3, "logging.elasticsearch.queueLines", "from 100")]
    [InlineData("monitor.yaml", "logging:\n  otlp:\n    endpoint: otel:4318\n", 3, "logging.otlp.endpoint", "http://otel:4318")]
    [InlineData("monitor.yaml", "logging:\n  otlp:\n    endpoint: http://otel:4318\n    headers:\n      Authorization: Bearer abc\n", 5, "logging.otlp.headers.Authorization", "env:NAME")]
    [InlineData("monitor.yaml", "logging:\n  otlp:\n    protocol: carrier-pigeon\n", 3, "logging.otlp.protocol", "httpProtobuf")]
    [InlineData("monitor.yaml", "judgeEvery: 5s\njudgeEvery: 6s\n", 2, "judgeEvery", "line 1")]
    [InlineData("monitor.yaml", "judgeEvery:\n", 1, "judgeEvery", "value is missing")]
    [InlineData("monitor.yaml", "issueAutomatically: yes\n", 1, "issueAutomatically", "true or false")]
    [InlineData("monitor.yaml", "sources: []\n", 1, "sources", "unknown key")]
    [InlineData("monitor.yaml", "authorKey: my-clear-secret\n", 1, "authorKey", "env:NAME")]
    [InlineData("monitor.yaml", "authorKey: env:MONITOR_TEST_NOT_SET\n", 1, "authorKey", "not set")]
    [InlineData("monitor.yaml", "authorKey: file:nowhere.key\n", 1, "authorKey", "no such file")]
    [InlineData("monitor.yaml", "digest:\n  cron: every monday\n", 2, "digest.cron", "cron")]
    [InlineData("monitor.yaml", "digest:\n  channels: [duty]\n", 2, "digest.channels[0]", "no channel")]
    [InlineData("monitor.yaml", "season:\n  phases:\n    - name: 考试\n      from: 2027-06-07\n      until: 2027-06-11T00:00:00+08:00\n", 4, "season.phases[0].from", "offset")]
    [InlineData("monitor.yaml", "season:\n  phases:\n    - name: 考试\n      from: 2027-06-12T00:00:00+08:00\n      until: 2027-06-11T00:00:00+08:00\n", 5, "season.phases[0].until", "after 'from'")]
    [InlineData("monitor.yaml", "channels:\n  - id: duty\n    kind: robot\n    options:\n      key: 8a7b\n", 5, "channels[0].options.key", "env:NAME")]
    [InlineData("monitor.yaml", "channels:\n  - id: duty\n    kind: robot\n", 2, "channels[0].options.key", "missing")]
    [InlineData("monitor.yaml", "alerting:\n  flapAt: 5\n  settleAt: 5\n", 3, "alerting.settleAt", "less than flapAt")]
    [InlineData("monitor.yaml", "alerting:\n  onCall:\n    - name: 二线\n      team: security\n      channels: [duty]\n      after: 15m\n", 5, "alerting.onCall[0].channels", "no channel")]
    [InlineData("monitor.yaml", "channels:\n  - id: duty\n    kind: robot\n    quiet:\n      - from: 22:00\n        until: 07:00\n        zone: Asia/Peking\n", 7, "channels[0].quiet[0].zone", "IANA time zone")]
    [InlineData("targets/t.yaml", "id: one\nname: One\nkind: http\nmaintenance:\n  - reason: 扩容\n    begins: 2027-06-07T00:00:00+08:00\n", 5, "maintenance[0]", "`ends`")]
    [InlineData("targets/t.yaml", "id: one\nname: One\nkind: http\ndependsOn: [two]\n", 4, "dependsOn", "no target")]
    [InlineData("monitor.yaml", "fetch:\n  proxy: socks5://proxy.cn:1080\n", 2, "fetch.proxy", "expected an address")]
    [InlineData("monitor.yaml", "fetch:\n  rssHub: http://me:secret@hub.cn\n", 2, "fetch.rssHub", "without a user name")]
    [InlineData("sources/a.yaml", Source + "verified: yes\noptions: {url: x}\n", 4, "verified", "a date such as")]
    [InlineData("sources/a.yaml", Source + "options: {}\n", 4, "options.url", "missing")]
    [InlineData("sources/a.yaml", Source + "options:\n  url: x\n  most: 500\n", 6, "options.most", "from 1 to 100")]
    [InlineData("sources/a.yaml", Source + "options:\n  url: x\n  most: many\n", 6, "options.most", "whole number")]
    [InlineData("sources/a.yaml", Source + "options:\n  uri: x\n  url: x\n", 5, "options.uri", "Did you mean 'url'?")]
    [InlineData("sources/a.yaml", "id: one\nname: One\nkind: fed\n", 3, "kind", "known: feed, page. Did you mean 'feed'?")]
    [InlineData("sources/a.yaml", "id: One!\nname: One\nkind: feed\noptions: {url: x}\n", 1, "id", "does not match")]
    [InlineData("sources/a.yaml", "name: One\nkind: feed\noptions: {url: x}\n", 1, "id", "missing")]
    [InlineData("sources/a.yaml", Source + "role: oficial\noptions: {url: x}\n", 4, "role", "Did you mean 'official'?")]
    [InlineData("sources/a.yaml", Source + "interval: 0s\noptions: {url: x}\n", 4, "interval", "at least 1s")]
    [InlineData("sources/a.yaml", Source + "options: {url: x, headers: {a: 1, a: 2}}\n", 4, "options.headers.a", "duplicate")]
    [InlineData("rules/r.yaml", "kind: burst\noptions:\n  least: purple\n", 3, "options.least", "blue, yellow, orange, red")]
    [InlineData("sources/a.yaml", "id: [one\n", 2, "", "broken YAML")]
    [InlineData("sources/a.yaml", "id: &a one\nname: *a\n", 2, "", "aliases")]
    [InlineData("facts.yaml", "facts:\n  - statement: 天气很好\n    published: 2026-06-24T10:00:00+08:00\n", 2, "facts[0].statement", "nothing in it can be checked")]
    [InlineData("facts.yaml", "facts:\n  - statement: 志愿填报6月28日截止\n", 2, "facts[0].published", "missing")]
    [InlineData("facts.yaml", "facts:\n  - statement: 志愿填报6月28日截止\n    published: 2026-06-24\n", 3, "facts[0].published", "offset")]
    [InlineData("facts.yaml", "facts:\n  - statment: x\n", 2, "facts[0].statment", "Did you mean 'statement'?")]
    [InlineData("facts.yaml", "denials:\n  - denied: x\n    statement: y\n    published: 2026-06-24T10:00:00+08:00\n    url: gov\n", 5, "denials[0].url", "absolute URL")]
    public void A_mistake_is_named_with_its_place(string file, string text, int line, string key, string hint)
    {
        _config.Write(file, text);
        var errors = _config.Load().Errors;
        Assert.Contains(errors, e => e.File == file && e.Line == line && e.Key == key && e.Message.Contains(hint, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        _config.Write("monitor.yaml", "bord: 1\njudgeEvery: soon\n");
        _config.Write("sources/a.yaml", "id: one\nkind: fed\n");
        var errors = _config.Load().Errors.Select(e => $"{e.File}:{e.Line}:{e.Key}");
        Assert.Equal(["monitor.yaml:1:bord", "monitor.yaml:2:judgeEvery", "sources/a.yaml:1:name", "sources/a.yaml:2:kind"], errors);
    }

    [Fact]
    public void A_secret_written_in_clear_is_not_repeated()
    {
        _config.Write("monitor.yaml", "authorKey: my-clear-secret\n");
        Assert.DoesNotContain("my-clear", string.Join('\n', _config.Load().Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_file_with_the_same_id_is_the_wrong_one()
    {
        _config.Write("sources/a.yaml", Source + "options: {url: x}\n");
        _config.Write("sources/b.yaml", "# first line\n" + Source + "options: {url: x}\n");
        var error = Assert.Single(_config.Load().Errors);
        Assert.Equal(("sources/b.yaml", 2, "id"), (error.File, error.Line, error.Key));
        Assert.Contains("sources/a.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_written_by_hand_are_read_as_official_words_are()
    {
        _config.Write("facts.yaml", """
            facts:
              - statement: 2026年普通本科批志愿填报6月28日17:00截止，专科批7月2日17:00截止
                published: 2026-06-24T10:00:00+08:00
                url: https://gov.example.cn/1
            denials:
              - denied: 一中考点泄题
                statement: 网传一中考点泄题不实
                published: 2026-06-24T10:00:00+08:00
            """);
        var facts = _config.Load().Config!.Facts;
        Assert.Equal(["filing-deadline/本科批", "filing-deadline/专科批"], facts.Facts.Select(f => f.Subject));
        Assert.All(facts.Facts, f => Assert.Equal(("config", "https://gov.example.cn/1"), (f.SourceId, f.Url)));
        Assert.Equal("一中考点泄题", Assert.Single(facts.Rebuttals).Denied);
    }

    [Fact]
    public void A_missing_main_file_is_said_so()
    {
        File.Delete(Path.Combine(_config.Directory, "monitor.yaml"));
        Assert.Equal("file not found", Assert.Single(_config.Load().Errors).Message);
    }

    public void Dispose() => _config.Dispose();
}
