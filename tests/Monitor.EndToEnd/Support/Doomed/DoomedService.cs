using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>
/// The whole service as `monitor run` composes it, with two differences: its loops turn twenty times as often, so that a short life is a full
/// one, and its clock is ahead by what the command line says. A person who takes alerts now and then is part of it.
/// </summary>
internal static class DoomedService
{
    public const string Word = "doomed-service";
    public const string Ready = "READY";

    /// <param name="args">The word, config folder, data folder, seconds ahead, seed of the person's chance.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var ahead = TimeSpan.FromSeconds(double.Parse(args[3], CultureInfo.InvariantCulture));
        var clock = new ShiftedClock(ahead);
        var options = new MonitorAppOptions { ConfigDirectory = args[1], DataDirectory = args[2], Time = clock, Speed = 20, Urls = ["http://127.0.0.1:0"] };
        await using var app = await MonitorApp.BuildAsync(options, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(Ready);
        await PersonAsync(app, clock, new Random(int.Parse(args[4], CultureInfo.InvariantCulture)));
        return 0;
    }

    /// <summary>Takes an alert as the board's button does: the book decides, the ledger stores it and writes the trail.</summary>
    private static async Task PersonAsync(WebApplication app, TimeProvider clock, Random chance)
    {
        var (book, ledger) = (app.Services.GetRequiredService<IAlertBook>(), app.Services.GetRequiredService<ILedger>());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        while (await timer.WaitForNextTickAsync())
        {
            var open = (await ledger.OpenAlertsAsync(CancellationToken.None)).Where(a => a.State == AlertState.Firing).ToList();
            if (open.Count == 0 || chance.Next(4) > 0) continue;
            var alert = open[chance.Next(open.Count)];
            try
            {
                await ledger.CommitAsync(book.Acknowledge(alert, "值班员", clock.GetUtcNow()), CancellationToken.None);
                await ledger.AuditAsync(new AuditEntry(clock.GetUtcNow(), "值班员", "acknowledge", alert.Id, alert.Title), CancellationToken.None);
            }
            catch (InvalidOperationException)
            {
                // The judge was quicker.
            }
        }
    }
}
