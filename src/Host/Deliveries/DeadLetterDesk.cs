using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Deliveries;

/// <summary>A dead letter with its alert, if that is still known.</summary>
internal sealed record Undelivered(DeadLetter Letter, Alert? Alert)
{
    /// <summary>What it is about, for those who may read it. A list or a reminder without an alert may tell of anything.</summary>
    public string Subject(bool seesRestricted)
    {
        if (Letter.Notice is not { } notice) return "（本版本无法读取其内容）";
        var open = seesRestricted || (Alert is { } alert ? !alert.Restricted : notice.Kind.IsLetter() || notice.Kind == NoticeKind.Test);
        return open ? notice.Subject : $"{Words.Of(notice.Kind)}（内容受限）";
    }
}

/// <summary>What is done about dead letters, for the board and the command line. The ledger audits each.</summary>
internal sealed class DeadLetterDesk(ILedger ledger, ChangeBus bus, TimeProvider time)
{
    /// <summary>As many as one click or one command takes.</summary>
    public const int Most = 1_000;

    /// <param name="channel">Of one channel; null = of all.</param>
    /// <param name="limit">Newest first.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<IReadOnlyList<Undelivered>> ReadAsync(string? channel, int limit, CancellationToken ct)
    {
        var alerts = new Dictionary<string, Alert?>(StringComparer.Ordinal);
        var read = new List<Undelivered>();
        foreach (var letter in await ledger.DeadLettersAsync(channel, limit, ct)) read.Add(new Undelivered(letter, await AlertAsync(letter, alerts, ct)));
        return read;
    }

    public async Task<Undelivered?> OneAsync(string id, CancellationToken ct) =>
        await ledger.DeadLetterAsync(id, ct) is { } letter ? new Undelivered(letter, await AlertAsync(letter, [], ct)) : null;

    /// <returns>How many of them went back into the outbox.</returns>
    public async Task<int> ResendAsync(IReadOnlyList<string> ids, string who, CancellationToken ct) => Said(await ledger.ResendAsync(ids, who, time.GetUtcNow(), ct));

    /// <returns>How many of them nobody is reminded of any more.</returns>
    public async Task<int> SetAsideAsync(IReadOnlyList<string> ids, string who, CancellationToken ct) => Said(await ledger.SetAsideAsync(ids, who, time.GetUtcNow(), ct));

    private async Task<Alert?> AlertAsync(DeadLetter letter, Dictionary<string, Alert?> known, CancellationToken ct)
    {
        if (letter.Notice?.AlertId is not { } id) return null;
        if (!known.TryGetValue(id, out var alert)) known[id] = alert = await ledger.AlertAsync(id, ct);
        return alert;
    }

    private int Said(IReadOnlyList<string> changed)
    {
        if (changed.Count > 0) bus.Publish("notices");
        return changed.Count;
    }
}
