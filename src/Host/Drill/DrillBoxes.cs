using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Drill.Reporting;

namespace Monitor.Host.Drill;

/// <summary>Where command, service and board meet: a few settings of the ledger, so that whoever can open the store can drill, as with silences.</summary>
internal sealed class DrillBoxes(ILedger ledger)
{
    private const string RequestKey = "drill.request";
    private const string StateKey = "drill.state";
    private const string StopKey = "drill.stop";
    private const string IndexKey = "drill.reports";
    private const string ReportKey = "drill.report.";
    private const int MostReports = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Task<DrillRequest?> RequestAsync(CancellationToken ct) => ReadAsync<DrillRequest>(RequestKey, ct);

    public Task RequestAsync(DrillRequest? request, CancellationToken ct) => WriteAsync(RequestKey, request, ct);

    public Task<DrillState?> StateAsync(CancellationToken ct) => ReadAsync<DrillState>(StateKey, ct);

    public Task StateAsync(DrillState state, CancellationToken ct) => WriteAsync(StateKey, state, ct);

    public Task<StopWish?> StopAsync(CancellationToken ct) => ReadAsync<StopWish>(StopKey, ct);

    /// <summary>Lays down the wish, with its trace; who plays the drill takes it up within a second.</summary>
    public async Task StopAsync(string id, string by, DateTimeOffset now, CancellationToken ct)
    {
        await WriteAsync(StopKey, new StopWish(id, by), ct);
        await ledger.AuditAsync(new AuditEntry(now, by, "drill-stop", id, null), ct);
    }

    /// <summary>Ids of stored reports, the newest first.</summary>
    public async Task<IReadOnlyList<string>> ReportsAsync(CancellationToken ct) => await ReadAsync<List<string>>(IndexKey, ct) ?? [];

    public Task<DrillReport?> ReportAsync(string id, CancellationToken ct) => ReadAsync<DrillReport>(ReportKey + id, ct);

    public async Task SaveAsync(DrillReport report, CancellationToken ct)
    {
        await WriteAsync(ReportKey + report.Id, report, ct);
        var ids = (await ReportsAsync(ct)).ToList();
        if (ids.Contains(report.Id, StringComparer.Ordinal)) return;
        await WriteAsync(IndexKey, ids.Prepend(report.Id).Take(MostReports).ToList(), ct);
    }

    /// <summary>The report of the same scenario before this one; null when it is the first.</summary>
    public async Task<DrillReport?> BeforeAsync(DrillReport report, CancellationToken ct)
    {
        foreach (var id in (await ReportsAsync(ct)).SkipWhile(id => id != report.Id).Skip(1))
            if (await ReportAsync(id, ct) is { } earlier && earlier.Scenario == report.Scenario) return earlier;
        return null;
    }

    /// <summary>What another build wrote is as if it were not there.</summary>
    private async Task<T?> ReadAsync<T>(string key, CancellationToken ct) where T : class
    {
        if (await ledger.SettingAsync(key, ct) is not { Length: > 0 } text) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task WriteAsync<T>(string key, T? value, CancellationToken ct) where T : class =>
        ledger.SetSettingAsync(key, value is null ? "" : JsonSerializer.Serialize(value, Json), ct);
}

/// <param name="Id">Which drill is to end.</param>
/// <param name="By">Who wants it.</param>
internal sealed record StopWish(string Id, string By);
