using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Probes.Capacity;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Weaknesses;

namespace Monitor.Bench;

/// <summary>What the register of weaknesses adds to a check, on the embedded store, with 5,000 targets of which every tenth has three; and how fast metrics are read.</summary>
internal static class RegisterMeasures
{
    private const int Targets = 5_000;
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2026, 6, 7, 0, 0, 0, TimeSpan.FromHours(8));

    public static async Task<int> RunAsync()
    {
        await using var place = await BenchStore.SqliteAsync();
        var register = new WeaknessRegister(new Fixed(), place.Store.Ledger, new ChangeBus(), TimeProvider.System, NullLogger<WeaknessRegister>.Instance);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Targets; i += 10) await register.NoteAsync(Check(i, 0, findings: true), default);
        Console.WriteLine($"found: {Targets / 10 / clock.Elapsed.TotalSeconds:0} checks/s, each with three new weaknesses in one transaction");
        await ReportAsync("without findings, of targets without weaknesses", register, i => i % 10 == 0 ? i + 1 : i, findings: false, minutes: 1);
        await ReportAsync("with three findings, known and seen lately", register, i => i / 10 * 10, findings: true, minutes: 2);
        var text = Exposition(10_000);
        clock.Restart();
        for (var round = 0; round < Rounds; round++) ExpositionReader.Read(text);
        Console.WriteLine($"metrics: {Rounds * 10_000 / clock.Elapsed.TotalSeconds:0} samples/s, {Rounds * text.Length / 1048576.0 / clock.Elapsed.TotalSeconds:0} MB/s");
        return 0;
    }

    private static async Task ReportAsync(string what, WeaknessRegister register, Func<int, int> target, bool findings, int minutes)
    {
        var results = Enumerable.Range(0, 100_000).Select(i => Check(target(i % Targets), minutes, findings)).ToList();
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var result in results) await register.NoteAsync(result, default);
            rates.Add(results.Count / clock.Elapsed.TotalSeconds);
        }

        rates.Sort();
        Console.WriteLine($"{what}: median {rates[Rounds / 2]:0} checks/s (min {rates[0]:0}, max {rates[^1]:0})");
    }

    private static ProbeResult Check(int target, int minutes, bool findings) => new()
    {
        TargetId = "t" + target,
        At = Start.AddMinutes(minutes),
        State = ProbeState.Up,
        Findings = findings ? [.. Enumerable.Range(0, 3).Select(i => new Finding("tls." + i, FindingSeverity.Medium, "说明"))] : [new Finding("tls.protocol", FindingSeverity.Info, "Tls13")],
    };

    private static string Exposition(int samples)
    {
        var text = new StringBuilder("# TYPE http_requests_total counter\n");
        for (var i = 0; i < samples; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"http_requests_total{{method=\"get\",path=\"/api/v1/{i}\",code=\"200\"}} {i * 17} 1395066363000\n");
        return text.ToString();
    }

    private sealed class Fixed : ICurrentConfig
    {
        public MonitorConfig Current { get; } = new() { Targets = [.. Enumerable.Range(0, Targets).Select(i => new TargetDefinition { Id = "t" + i, Name = "t", Kind = "tls" })] };
    }
}
