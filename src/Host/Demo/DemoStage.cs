using System.Security.Cryptography;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Demo.District;
using Monitor.Host.Demo.Receivers;
using Monitor.Host.Demo.Setup;

namespace Monitor.Host.Demo;

/// <summary>Everything around the service: the district's sites, the receivers, and the configuration that points the service at them.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly string _directory;
    private readonly DemoPorts _ports;
    private readonly ScaledClock _clock;
    private readonly WebApplication _district;
    private readonly SmtpSink _smtp;
    private readonly DemoConfigWriter _config;

    private DemoStage(string directory, DemoState state, ScaledClock clock, DemoOptions options)
    {
        (_directory, _ports, _clock) = (directory, state.Ports, clock);
        Scenario = new Scenario(Scenario.Load(), state.Start, clock);
        Faults = new FaultBoard(Scenario);
        Mails = new Journal<CaughtMail>(Path.Combine(directory, "mails.jsonl"));
        Calls = new Journal<CaughtCall>(Path.Combine(directory, "calls.jsonl"));
        var secret = Secret(directory);
        _config = new DemoConfigWriter(directory, _ports, options);
        _config.Write(secret);
        _smtp = new SmtpSink(_ports.Smtp, Mails, clock);
        var certificates = DemoCertificates.Ensure(Path.Combine(directory, "certificates"), state.Start, TimeProvider.System.GetUtcNow());
        _district = DemoDistrict.Build(Scenario, Faults, certificates, new WebhookReceiver(Calls, secret, clock), _ports, clock);
    }

    public Scenario Scenario { get; }

    public FaultBoard Faults { get; }

    public Journal<CaughtMail> Mails { get; }

    public Journal<CaughtCall> Calls { get; }

    public static async Task<DemoStage> SetAsync(string directory, DemoState state, ScaledClock clock, DemoOptions options)
    {
        var stage = new DemoStage(directory, state, clock, options);
        stage._smtp.Start();
        await stage._district.StartAsync();
        return stage;
    }

    public MonitorAppOptions AppOptions(DemoOptions options) => new()
    {
        ConfigDirectory = _config.ConfigDirectory,
        DataDirectory = Path.Combine(_directory, "data"),
        Time = _clock,
        Speed = options.Speed,
        Urls = [$"http://127.0.0.1:{_ports.Board}"],
        Pages = new DemoPage(Scenario, Faults, Mails, Calls).Map,
    };

    public async ValueTask DisposeAsync()
    {
        await _district.DisposeAsync();
        await _smtp.DisposeAsync();
        Mails.Dispose();
        Calls.Dispose();
    }

    private static string Secret(string directory)
    {
        var path = Path.Combine(directory, "webhook.secret");
        if (!File.Exists(path)) File.WriteAllText(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        return File.ReadAllText(path);
    }
}
