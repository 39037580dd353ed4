using System.Globalization;
using System.Security.Cryptography;
using Monitor.Alerts.QuickReport;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Drill;
using Monitor.Host.Drill.Playing;
using Monitor.Host.Drill.Reporting;
using Monitor.Host.Drill.Scenarios;

namespace Monitor.Host.Cli;

/// <summary>What `monitor drill` says and asks. It speaks with the service through the ledger, so it needs the store, no password and no port.</summary>
internal sealed class DrillTalk(IServiceProvider services, DrillScenario scenario, IReadOnlyList<string> channels, bool json, string? output)
{
    /// <summary>A service looks twice a second.</summary>
    private static readonly TimeSpan Taken = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private readonly DrillBoxes _boxes = new(services.GetRequiredService<ILedger>());

    public async Task<int> RehearseAsync(string? data, CancellationToken ct)
    {
        var rehearsal = await RehearsalAsync(data, ct);
        if (json)
        {
            foreach (var n in rehearsal.Notices) Console.WriteLine(Common.Line(new { type = "notice", at = n.CreatedAt, n.Channel, n.Kind, n.Level, n.Subject, n.Text }));
            Console.WriteLine(Common.Line(new { type = "report", rehearsal.Report }));
        }
        else
        {
            foreach (var n in rehearsal.Notices) Console.WriteLine($"+{DrillWords.Seconds((n.CreatedAt - rehearsal.Report.StartedAt).TotalSeconds),-10} {n.Channel,-20} {n.Subject}");
            Tell(rehearsal, Console.Out);
        }

        return rehearsal.Report.AllDetected ? Common.Fine : Common.Findings;
    }

    public async Task<int> HoldAsync(string by, bool yes, bool detach, string? data, CancellationToken ct)
    {
        if (await _boxes.StateAsync(ct) is { IsRunning: true } other)
        {
            await Console.Error.WriteLineAsync($"a drill is on already: {other.Id} ({other.Scenario.Title}), until {DrillWords.Time(other.EndsBy)} at the latest; `monitor drill stop` ends it");
            return Common.Findings;
        }

        if (!yes && !await ConfirmAsync(data, ct)) return Common.Usage("not confirmed; nothing was sent");
        var now = TimeProvider.System.GetUtcNow();
        var request = new DrillRequest
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{now.ToOffset(Times.Offset):yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}"),
            Scenario = scenario,
            Channels = channels,
            By = by,
            Expires = now + Taken,
        };
        await _boxes.RequestAsync(request, ct);
        if (await AwaitAsync(request, ct) is not { } state)
        {
            await _boxes.RequestAsync(null, CancellationToken.None);
            await Console.Error.WriteLineAsync($"no service took the drill up within {Taken.TotalSeconds:0} s: is `monitor run` on, with this config and data directory? Nothing was sent.");
            return Common.Findings;
        }

        await Console.Error.WriteLineAsync($"演练 {state.Id} 已开始，最迟 {DrillWords.Time(state.EndsBy)} 结束；中止：monitor drill stop（Ctrl+C 只停止观看）");
        if (detach)
        {
            Console.WriteLine(state.Id);
            return Common.Fine;
        }

        await FollowAsync(state, ct);
        return await ReportAsync(services, state.Id, json, output, ct);
    }

    public static async Task<int> StopAsync(IServiceProvider services, string by, CancellationToken ct)
    {
        var boxes = new DrillBoxes(services.GetRequiredService<ILedger>());
        if (await boxes.StateAsync(ct) is not { IsRunning: true } state) return Common.Usage("no drill is on");
        await boxes.StopAsync(state.Id, by, TimeProvider.System.GetUtcNow(), ct);
        for (var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30); TimeProvider.System.GetUtcNow() < until; await Task.Delay(Look, TimeProvider.System, ct))
        {
            if (await boxes.StateAsync(ct) is { } now && now.Id == state.Id && now.IsRunning) continue;
            Console.WriteLine($"演练 {state.Id} 已结束");
            return Common.Fine;
        }

        await Console.Error.WriteLineAsync("the wish is noted, but the service has not answered yet; one that has crashed ends the drill when it starts again");
        return Common.Findings;
    }

    public static async Task<int> ListAsync(IServiceProvider services, bool json, CancellationToken ct)
    {
        var boxes = new DrillBoxes(services.GetRequiredService<ILedger>());
        foreach (var s in services.GetRequiredService<ICurrentConfig>().Current.Scenarios)
            Console.WriteLine(json ? Common.Line(new { type = "scenario", s.Id, s.Title, s.Limit, s.Restricted }) : $"{s.Id}  {s.Title}（{s.Expect.Count} 步，限时 {Times.Span(s.Limit)}）");
        foreach (var id in await boxes.ReportsAsync(ct))
        {
            if (await boxes.ReportAsync(id, ct) is not { } r) continue;
            Console.WriteLine(json ? Common.Line(new { type = "drill", r.Id, r.Scenario, r.StartedAt, r.EndReason, r.AllDetected, r.AllWithinGoals })
                : $"{r.Id}  {r.Scenario}  {DrillWords.Of(r.EndReason)}，发现 {r.Steps.Count(s => s.Detected)}/{r.Steps.Count}，{DrillWords.InTime(r.AllWithinGoals)}");
        }

        return Common.Fine;
    }

    public static async Task<int> ReportAsync(IServiceProvider services, string? id, bool json, string? output, CancellationToken ct)
    {
        var boxes = new DrillBoxes(services.GetRequiredService<ILedger>());
        id ??= (await boxes.ReportsAsync(ct)).FirstOrDefault();
        if (id is null || await boxes.ReportAsync(id, ct) is not { } report) return Common.Usage(id is null ? "no drill has been held yet" : $"no report has the id '{id}'; `monitor drill list` names them");
        var paper = DrillPaper.Compose(report, await boxes.BeforeAsync(report, ct));
        if (json) Console.WriteLine(Common.Line(report));
        else DrillPrint.Write(paper, Console.Out);
        if (output is not null)
        {
            await File.WriteAllBytesAsync(output, DocxWriter.Write(paper), ct);
            await Console.Error.WriteLineAsync(Path.GetFullPath(output));
        }

        return report.AllWithinGoals ? Common.Fine : Common.Findings;
    }

    private Task<Rehearsal> RehearsalAsync(string? data, CancellationToken ct) => Rehearsal.PlayAsync(
        services.GetRequiredService<ICurrentConfig>().Current, scenario, channels, data, TimeProvider.System.GetUtcNow(), services.GetRequiredService<IArchive>(), ct);

    private async Task<bool> ConfirmAsync(string? data, CancellationToken ct)
    {
        Tell(await RehearsalAsync(data, ct), Console.Error);
        await Console.Error.WriteAsync($"以上渠道将真实收到带{DrillMark.Chinese}的信息。确认请输入场景编号 {scenario.Id}：");
        return Console.ReadLine()?.Trim() == scenario.Id;
    }

    private static void Tell(Rehearsal rehearsal, TextWriter to)
    {
        to.WriteLine($"{DrillMark.Chinese}{rehearsal.Report.Title}：若无人处置，到时限为止将发出 {rehearsal.Notices.Count} 条，另加每渠道一条“演练结束”。");
        foreach (var channel in rehearsal.Notices.GroupBy(n => n.Channel, StringComparer.Ordinal)) to.WriteLine($"  {channel.Key}：{channel.Count()} 条");
        foreach (var step in rehearsal.Report.Steps)
            to.WriteLine(step.Detected ? $"  预计发现 {step.Name}：{Words.Of(step.ReachedLevel!.Value)}，{DrillWords.Seconds(step.Detect)}（目标 {DrillWords.Seconds(step.DetectGoal)}）" : $"  按现有规则发现不了：{step.Name}");
        foreach (var extra in rehearsal.Report.Others) to.WriteLine($"  预期之外：{Words.Of(extra.Level)} {extra.Title}");
    }

    /// <summary>The ledger's state must name this request; anything else is somebody else's.</summary>
    private async Task<DrillState?> AwaitAsync(DrillRequest request, CancellationToken ct)
    {
        for (var until = request.Expires + TimeSpan.FromSeconds(3); TimeProvider.System.GetUtcNow() < until; await Task.Delay(Look, TimeProvider.System, ct))
            if (await _boxes.StateAsync(ct) is { } state && state.Id == request.Id) return state;
        return null;
    }

    private async Task FollowAsync(DrillState state, CancellationToken ct)
    {
        var said = "";
        for (var now = state; now.IsRunning; now = await _boxes.StateAsync(ct) is { } read && read.Id == state.Id ? read : now with { EndedAt = TimeProvider.System.GetUtcNow() })
        {
            var line = $"告警 {now.Alerts}，通知 {now.Notices}，送达 {now.Delivered}";
            if (line != said) await Console.Error.WriteLineAsync(said = line);
            await Task.Delay(Look, TimeProvider.System, ct);
        }
    }
}
