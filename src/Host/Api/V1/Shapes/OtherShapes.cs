using Monitor.Analysis.Concerns;
using Monitor.Core.Alerts;
using Monitor.Core.Sources;
using Monitor.Host.Deliveries;

namespace Monitor.Host.Api.V1.Shapes;

/// <param name="State">Of the last read; null before the first.</param>
/// <param name="FailingSince">Since when every read has gone as wrong as the last one.</param>
internal sealed record SourceShape(
    string Id, string Name, string Kind, string Platform, bool Official, bool Enabled, SourceState? State, string? Error, DateTimeOffset? ReadAt, DateTimeOffset? LastFresh, DateTimeOffset? FailingSince, int Posts)
{
    public static SourceShape Of(SourceDefinition d, SourceStatus? s) => new(
        d.Id, d.Name, d.Kind, d.Platform, d.Role == SourceRole.Official, d.Enabled, s?.LastRun.State, s?.LastRun.Error, s?.LastRun.At, s?.LastFresh, s?.Since, s?.Posts ?? 0);
}

/// <summary>What people want to know, and whether they have been told.</summary>
internal sealed record ConcernShape(
    string Key, string Label, IReadOnlyList<string> Terms, IReadOnlyList<string> Topics, int Askers, int Questions, int Posts, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Recent, int Before, bool Answered, OfficialShape? Answer)
{
    public static ConcernShape Of(Concern c) => new(
        c.Key, c.Label, c.Terms, c.Topics, c.Askers, c.Questions, c.Posts.Count, c.FirstSeen, c.LastSeen, c.Recent, c.Before, c.Answered,
        c.Answer is { } a ? new OfficialShape(a.Post.Id, a.Post.SourceId, a.Quote, a.Post.Url, a.Confidence, a.Sure) : null);
}

/// <param name="Sure">Confident enough to count as an answer; otherwise a person should look.</param>
internal sealed record OfficialShape(string Post, string Source, string Quote, string? Url, double Confidence, bool Sure);

internal sealed record DeliveriesShape(IReadOnlyList<ChannelShape> Channels, IReadOnlyList<DeadShape> Dead);

internal sealed record ChannelShape(string Channel, string? Kind, string? Failover, int Waiting, DateTimeOffset? Oldest, WarningLevel? Highest, int Dead, string? LastDetail, DateTimeOffset? LastAt, DateTimeOffset? LastDelivered)
{
    public static ChannelShape Of(string id, ChannelDefinition? d, ChannelStanding? s) =>
        new(id, d?.Kind, d?.Failover, s?.Waiting ?? 0, s?.Oldest, s?.Highest, s?.Dead ?? 0, s?.LastDetail, s?.LastAt, s?.LastDelivered);
}

/// <param name="Subject">What it is about, as far as the role may know.</param>
internal sealed record DeadShape(string Id, string Channel, string Subject, int Attempts, string? Detail, DateTimeOffset? DiedAt, string? HandedTo)
{
    public static DeadShape Of(Undelivered d, bool seesRestricted) =>
        new(d.Letter.Id, d.Letter.Channel, d.Subject(seesRestricted), d.Letter.Notice?.Attempts ?? 0, d.Letter.Detail, d.Letter.DiedAt, d.Letter.HandedTo);
}
