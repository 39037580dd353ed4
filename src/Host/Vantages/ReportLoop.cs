using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Vantages;

/// <summary>
/// Sends a vantage point's results on, in order of their end, as long as it takes. The store is the queue behind the queue: after a restart, and after more waited
/// than memory holds, what was stored since a little before the last parcel taken is sent once more. The service takes a result twice without harm.
/// </summary>
internal sealed class ReportLoop(ReportQueue queue, IArchive archive, ILedger ledger, ICurrentConfig config, TimeProvider time, ILogger<ReportLoop> log) : BackgroundService
{
    public const string Cursor = "report.cursor";
    private const int Parcel = 500;

    /// <summary>No check lasts longer, so nothing that began before is still to be stored.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private string? _trouble;
    private DateTimeOffset _reached;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sender = new ReportSender(config.Current.Report, log);
        try
        {
            _reached = await ReachedAsync(stoppingToken);
            await CatchUpAsync(sender, stoppingToken);
            while (await queue.Waiting.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gather, time, stoppingToken);
                var parcel = new List<ProbeResult>(Parcel);
                while (parcel.Count < Parcel && queue.Waiting.TryRead(out var result)) parcel.Add(result);
                await SendAsync(sender, parcel, stoppingToken);
                if (queue.TakeOverflow()) await CatchUpAsync(sender, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not sent is in the store and goes out after the next start.
        }
    }

    /// <summary>Until it is taken. A parcel too large for the service goes in two halves.</summary>
    private async Task SendAsync(ReportSender sender, List<ProbeResult> parcel, CancellationToken ct)
    {
        if (parcel.Count == 0) return;
        for (var backoff = ShortestWait; ; backoff = backoff * 2 < LongestWait ? backoff * 2 : LongestWait)
        {
            var outcome = await sender.SendAsync(parcel, backoff, ct);
            if (outcome is { TooLarge: true, Wait: not null })
            {
                await SendAsync(sender, parcel[..(parcel.Count / 2)], ct);
                await SendAsync(sender, parcel[(parcel.Count / 2)..], ct);
                return;
            }

            Say(outcome);
            if (outcome.Wait is not { } wait) break;
            await Task.Delay(wait, time, ct);
        }

        var newest = parcel.Max(r => r.At);
        if (newest > _reached) _reached = newest;
        await ledger.SetSettingAsync(Cursor, _reached.ToString("O", CultureInfo.InvariantCulture), ct);
    }

    private async Task CatchUpAsync(ReportSender sender, CancellationToken ct)
    {
        var since = _reached - LongestCheck;
        if (since < time.GetUtcNow() - Furthest) since = time.GetUtcNow() - Furthest;
        foreach (var target in config.Current.Targets)
        {
            var missed = await archive.ProbesAsync(target.Id, since, int.MaxValue, ct);
            foreach (var parcel in missed.Reverse().Chunk(Parcel)) await SendAsync(sender, [.. parcel], ct);
        }
    }

    /// <summary>At the very first start there is nothing to make good.</summary>
    private async Task<DateTimeOffset> ReachedAsync(CancellationToken ct) =>
        DateTimeOffset.TryParse(await ledger.SettingAsync(Cursor, ct), CultureInfo.InvariantCulture, DateTimeStyles.None, out var kept) ? kept : time.GetUtcNow();

    /// <summary>Trouble is said once, and once that it is over.</summary>
    private void Say(SendOutcome outcome)
    {
        if (outcome.Trouble is { } trouble && trouble != _trouble) log.LogWarning("The report to {Service}: {Trouble}", config.Current.Report.To, trouble);
        if (outcome.Trouble is null && _trouble is not null) log.LogInformation("The report to {Service} is taken again", config.Current.Report.To);
        _trouble = outcome.Trouble;
    }
}
