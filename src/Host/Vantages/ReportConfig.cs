using System.ComponentModel;
using Monitor.Core.Security;

namespace Monitor.Host.Vantages;

/// <summary>`report:` in the monitor.yaml of a vantage point: where its results go.</summary>
internal sealed record ReportConfig
{
    [Description("Address of the service that judges, such as https://monitor.example.cn; absent = this process is no vantage point.")]
    public Uri? To { get; init; }

    [Description("The vantage point's key there, as env:NAME or file:/path.")]
    public Secret? Key { get; init; }

    [Description("PEM file of the only root certificates to trust for it, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }
}
