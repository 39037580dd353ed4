using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Core.Text;
using Monitor.Host.Configuration;
using Monitor.Host.Live;

namespace Monitor.Host.Acknowledging;

/// <summary>Answers whoever follows a link. Looking changes nothing, for mail scanners look; only the form acts, and once.</summary>
internal sealed class AckDesk(LinkToken tokens, ILedger ledger, IAlertBook book, ICurrentConfig config, ChangeBus bus, TimeProvider time, ILogger<AckDesk> log)
{
    public const int MostName = 40;
    private const int MostAttempts = 5;

    public async Task<AckPage> ShowAsync(string token, CancellationToken ct)
    {
        var (claim, words, alert, refusal) = await LookAsync(token, ct);
        return refusal ?? (claim is null ? AckPage.Forged() : AckPage.Ask(words, alert!));
    }

    public async Task<AckPage> ActAsync(string token, string? name, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (claim, words, alert, refusal) = await LookAsync(token, ct);
            if (refusal is not null) return refusal;

            var (now, who) = (time.GetUtcNow(), Who(name, claim!));
            var act = new AuditEntry(now, who, "acknowledge", alert!.Id, $"by link of channel {claim!.Channel}, notice {claim.Notice}");
            try
            {
                var outcome = book.Acknowledge(alert, who, now);
                if (!await ledger.UseLinkAsync(new LinkUse(claim.Id, alert.Id, now, claim.Expires), outcome, act, ct)) continue;
                bus.Publish("alerts");
                log.LogInformation("Alert {Alert} was acknowledged by the link of notice {Notice}", alert.Id, claim.Notice);
                return AckPage.Done(words, alert);
            }
            catch (InvalidOperationException) when (attempt < MostAttempts)
            {
                // The judge changed the alert between our read and our write; read it again.
            }
        }
    }

    private async Task<(LinkClaim? Claim, AckWords Words, Alert? Alert, AckPage? Refusal)> LookAsync(string token, CancellationToken ct)
    {
        if (tokens.Read(token) is not { } claim) return (null, AckWords.Chinese, null, AckPage.Forged());
        var words = AckWords.Of(config.Current.Channels.FirstOrDefault(c => c.Id == claim.Channel)?.Language ?? Language.Zh);
        if (claim.Expires <= time.GetUtcNow()) return (claim, words, null, AckPage.Expired(words));
        if (await ledger.AlertAsync(claim.AlertId, ct) is not { } alert) return (claim, words, null, AckPage.Gone(words));
        if (await ledger.LinkUseAsync(claim.Id, ct) is not null) return (claim, words, alert, AckPage.Used(words, alert));
        var settled = alert.State == AlertState.Resolved || alert.AcknowledgedAt is not null;
        return (claim, words, alert, settled ? AckPage.Settled(words, alert) : null);
    }

    /// <summary>Marked, so that no typed name passes for someone who signed in.</summary>
    private static string Who(string? name, LinkClaim claim)
    {
        var typed = string.Join(' ', new string([.. (name ?? "").Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries)).CutTo(MostName);
        return $"{(typed.Length == 0 ? claim.Channel : typed)}（经链接）";
    }
}
