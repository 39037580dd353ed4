using Monitor.Alerts.QuickReport;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Reports;

/// <summary>Makes the quick report as a file and notes who took it.</summary>
internal sealed class ReportDesk(ReportGatherer gatherer, ILedger ledger, TimeProvider time)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Null when neither an alert nor a case has the id.</summary>
    public async Task<byte[]?> MakeAsync(string id, string who, CancellationToken ct)
    {
        if (await gatherer.GatherAsync(id, ct) is not { } data) return null;
        var file = DocxWriter.Write(ReportComposer.Compose(data));
        await ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, "report", id, null), ct);
        return file;
    }
}
