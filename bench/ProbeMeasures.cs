using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Bench;

/// <summary>Http probes, each on a new connection as in service, against a page of 4 KB on loopback.</summary>
internal static class ProbeMeasures
{
    private const int Checks = 2_000;

    public static async Task<int> ProbesAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var site = builder.Build();
        var page = "<title>志愿填报</title>" + new string('x', 4096);
        site.Run(http => http.Response.WriteAsync(page));
        await site.StartAsync();

        var services = new ProbeServices(TimeProvider.System, NullLoggerFactory.Instance, new ForgetfulMemory());
        var target = new TargetDefinition { Id = "bench", Name = "bench", Kind = "http", Options = new HttpProbeOptions { Url = site.Urls.First(), ExpectText = ["志愿填报"] } };
        var probe = ProbeCatalog.Kinds.First(k => k.Name == "http").Create(target, services);
        foreach (var lanes in new[] { 1, 16 })
        {
            var rates = new List<double>();
            for (var round = 0; round < 5; round++) rates.Add(await RateAsync(probe, lanes));
            rates.Sort();
            Console.WriteLine($"http probes/s, {lanes} at a time: median {rates[2]:0} (min {rates[0]:0}, max {rates[^1]:0}, 5 rounds of {Checks})");
        }

        return 0;
    }

    private static async Task<double> RateAsync(IProbe probe, int lanes)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Checks, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (_, ct) =>
        {
            var result = await probe.ProbeAsync(ct);
            if (result.State != ProbeState.Up) throw new InvalidOperationException($"the probe says {result.State}: {result.Message}");
        });
        return Checks / clock.Elapsed.TotalSeconds;
    }
}
