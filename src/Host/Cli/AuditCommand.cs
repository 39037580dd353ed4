using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Cli;

/// <summary>`monitor audit verify|export`: the trail of what people did, and whether it is whole.</summary>
internal static class AuditCommand
{
    private const int Page = 5_000;

    public static Command Build() => new("audit", "The trail of what people did.") { Verify(), Export() };

    private static Command Verify()
    {
        var (json, head) = (Common.JsonOption(), new Option<string?>("--head") { Description = "A head noted earlier, which must still stand in the trail: finds an end that was cut off or a trail written anew." });
        return Workshop.Command(new Command("verify", "Checks the hash chain of the whole trail; exit 1 and the entry when one was tampered with.") { head, json }, async (services, parsed, ct) =>
        {
            var (expected, known) = (parsed.GetValue(head), false);
            var ledger = services.GetRequiredService<ILedger>();
            var all = new List<ChainedEntry>();
            await foreach (var entry in ReadAsync(ledger, ct))
            {
                all.Add(entry);
                known |= entry.Hash == expected;
            }

            var check = AuditChain.Verify(all);
            var whole = check.Broken is null && (expected is null || known);
            if (parsed.GetValue(json)) Console.WriteLine(Common.Line(new { ok = whole, check.Entries, check.Head, broken = check.Broken?.Number, headKnown = expected is null ? (bool?)null : known }));
            else if (check.Broken is { } broken) Console.WriteLine($"audit trail broken at entry {broken.Number} ({broken.Entry.At:O} {broken.Entry.Who} {broken.Entry.Action} {broken.Entry.Subject}): {check.Entries} entries before it hold, head {check.Head}");
            else if (!whole) Console.WriteLine($"audit trail does not hold the head {expected}: its end was cut off or it was written anew");
            else Console.WriteLine($"audit trail whole: {check.Entries} entries, head {check.Head}");
            return whole ? Common.Fine : Common.Findings;
        });
    }

    private static Command Export() => Workshop.Command(new Command("export", "Writes the trail with its hashes as JSON lines, oldest first."), async (services, _, ct) =>
    {
        await foreach (var e in ReadAsync(services.GetRequiredService<ILedger>(), ct))
            Console.WriteLine(Common.Line(new { e.Number, e.Entry.At, e.Entry.Who, e.Entry.Action, e.Entry.Subject, e.Entry.Detail, e.Hash }));
        return Common.Fine;
    });

    private static async IAsyncEnumerable<ChainedEntry> ReadAsync(ILedger ledger, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (IReadOnlyList<ChainedEntry> page = await ledger.AuditChainAsync(0, Page, ct); page.Count > 0; page = await ledger.AuditChainAsync(page[^1].Number, Page, ct))
        {
            foreach (var entry in page) yield return entry;
        }
    }
}
