using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Host.Configuration;
using Monitor.Host.Logging;
using Monitor.Storage.Elasticsearch;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

/// <summary>Against the stand-in, over sockets, by the machine's clock: what is waited for is what the server holds.</summary>
public sealed class ElasticLogSinkTests : IAsyncLifetime
{
    private const string Stream = "logs-monitor.app-default";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private StandInServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StandInServer.StartAsync();
        PutTemplate();
    }

    /// <summary>What every Elasticsearch has built in.</summary>
    private void PutTemplate()
    {
        _server.Cluster.Put("_index_template/logs", new JsonObject { ["index_patterns"] = new JsonArray("logs-*"), ["data_stream"] = new JsonObject(), ["priority"] = 100 });
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Lines_come_into_the_data_stream_as_they_are_on_standard_output()
    {
        using var rig = Rig();
        rig.Log.Warning("Hello {Who}, {Url}", "world", "https://x/send?key=Zq81Zq81");
        await UntilAsync(() => Stored().Count == 1);
        var root = EcsRules.Check(Stored().Single() + "\n");
        Assert.Equal(rig.Ecs.Single().TrimEnd('\n'), root.GetRawText());
        Assert.DoesNotContain("Zq81Zq81", root.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_items_that_were_not_taken_are_sent_again_and_none_comes_twice()
    {
        var busy = 3;
        _server.Faults.Item = id => int.Parse(id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) % 5 == 0 && Interlocked.Decrement(ref busy) >= 0 ? Faults.Busy : null;
        _server.Faults.ResetsAfterApplying = 1;
        using var rig = Rig();
        for (var i = 0; i < 20; i++) rig.Log.Information("line {Number}", i);
        await UntilAsync(() => Stored().Count == 20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"line {i}").Order(StringComparer.Ordinal), Messages().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Away_and_back_what_fits_has_waited_and_what_did_not_is_counted_where_it_is_missing()
    {
        _server.Faults.Away = true;
        using var rig = Rig(c => c with { QueueLines = 100 });
        for (var i = 0; i < 500; i++) rig.Log.Information("low {Number}", i);
        for (var i = 0; i < 30; i++) rig.Log.Error("high {Number}", i);
        await UntilAsync(() => _server.Requests.Count > 1);
        _server.Faults.Away = false;
        await UntilAsync(() => Messages().Any(m => m.Contains("are missing here", StringComparison.Ordinal)));
        Assert.Equal(30, Messages().Count(m => m.StartsWith("high", StringComparison.Ordinal)));
        var low = Messages().Where(m => m.StartsWith("low", StringComparison.Ordinal)).ToList();
        Assert.Equal(70, low.Count);
        Assert.Contains("low 499", low);
        Assert.DoesNotContain("low 0", low);
        Assert.Contains(Messages(), m => m.StartsWith("430 log lines", StringComparison.Ordinal));
        Assert.Equal(530, rig.Ecs.Count);
    }

    [Fact]
    public async Task A_line_that_is_refused_for_good_takes_no_other_with_it()
    {
        _server.Faults.Item = id => id.EndsWith("-2", StringComparison.Ordinal) ? new Refusal(400, "document_parsing_exception", "failed to parse") : null;
        using var rig = Rig();
        for (var i = 1; i <= 3; i++) rig.Log.Information("line {Number}", i);
        await UntilAsync(() => Stored().Count == 2);
        Assert.Equal(["line 1", "line 3"], Messages());
    }

    [Fact]
    public async Task The_end_of_the_service_sends_what_waits()
    {
        var rig = Rig();
        for (var i = 0; i < 2_500; i++) rig.Log.Information("line {Number}", i);
        await rig.Pipeline.DisposeAsync();
        Assert.Equal(2_500, Stored().Count);
        rig.Log.Information("after the end");
        Assert.Equal(2_500, Stored().Count);
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_server_that_is_away_nor_longer_than_its_limit_for_one_that_is_slow()
    {
        foreach (var slow in new[] { false, true })
        {
            _server.Faults.Away = !slow;
            var never = new TaskCompletionSource();
            _server.Faults.Slow = slow ? never.Task : Task.CompletedTask;
            var rig = Rig(c => c with { FlushLimit = TimeSpan.FromMilliseconds(300) });
            rig.Log.Information("line");
            await rig.Pipeline.DisposeAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
            Assert.Empty(Stored());
            never.SetResult();
        }
    }

    [Fact]
    public async Task What_the_network_tells_while_lines_are_sent_is_not_sent()
    {
        using var rig = Rig();
        using var listener = new NetworkTalk(rig.Log);
        rig.Log.Information("line");
        await UntilAsync(() => Stored().Count > 0);
        await UntilAsync(() => listener.Heard > 0);
        rig.Log.Information("second");
        await UntilAsync(() => Messages().Contains("second"));
        Assert.Equal(["line", "second"], Messages());
        Assert.Contains(rig.Ecs, l => l.Contains("network", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_templates_every_Elasticsearch_has_no_index_is_made_and_lines_wait()
    {
        _server.Cluster.DropSetup();
        using var rig = Rig();
        rig.Log.Information("line");
        await UntilAsync(() => _server.Requests.Count > 1);
        Assert.Empty(_server.Cluster.Indices);
        PutTemplate();
        await UntilAsync(() => Stored().Count == 1);
    }

    [Fact]
    public async Task Levels_below_the_sinks_own_are_not_sent()
    {
        using var rig = Rig(c => c with { Level = LogEventLevel.Error });
        rig.Log.Warning("low");
        rig.Log.Error("high");
        await UntilAsync(() => Stored().Count > 0);
        Assert.Equal(["high"], Messages());
    }

    private LogRig Rig(Func<ElasticLogConfig, ElasticLogConfig>? change = null)
    {
        var plain = new ElasticLogConfig { Enabled = true };
        return new LogRig(new LoggingConfig { Level = LogEventLevel.Verbose, Environment = "test", Elasticsearch = change?.Invoke(plain) ?? plain }, new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [_server.Address] });
    }

    private List<string> Stored()
    {
        lock (_server.Gate)
        {
            return _server.Cluster.Streams.TryGetValue(Stream, out var backing)
                ? [.. backing.SelectMany(b => _server.Cluster.Indices[b].Live.Values).OrderBy(d => d.SeqNo).Select(d => System.Text.Encoding.UTF8.GetString(d.Source))] : [];
        }
    }

    private List<string> Messages() => [.. Stored().Select(s => JsonDocument.Parse(s).RootElement.GetProperty("message").GetString()!)];

    private static async Task UntilAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail("It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>Logs a line for each request the HTTP client begins, in the flow that sends it, as a handler of a framework does.</summary>
    private sealed class NetworkTalk : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly Serilog.ILogger _log;
        private readonly IDisposable _all;
        private IDisposable? _http;
        private int _heard;

        public NetworkTalk(Serilog.ILogger log)
        {
            _log = log;
            _all = System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(this);
        }

        public int Heard => Volatile.Read(ref _heard);

        public void OnNext(System.Diagnostics.DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener") _http = value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            // Other tests send too, in flows of their own.
            if (value.Key.Length == 0 || !Monitor.Host.Logging.Elasticsearch.ElasticLogSink.IsSending) return;
            Interlocked.Increment(ref _heard);
            _log.Information("network {Event}", value.Key);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            _http?.Dispose();
            _all.Dispose();
        }
    }
}
