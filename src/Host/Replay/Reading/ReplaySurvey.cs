using Monitor.Core.Sources;

namespace Monitor.Host.Replay.Reading;

/// <summary>What a first pass over the recordings tells: who speaks in them, what is guarded, from when to when, and which lines are no use.</summary>
internal sealed class ReplaySurvey
{
    private readonly Dictionary<string, (string? Platform, SourceRole? Role)> _sources = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _targets = new(StringComparer.Ordinal);
    private readonly List<PostEvent> _backfill = [];

    public long Posts { get; private set; }

    public long Probes { get; private set; }

    public long Problems { get; private set; }

    public DateTimeOffset From { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset Until { get; private set; } = DateTimeOffset.MinValue;

    public long Events { get; private set; }

    /// <summary>Source id to what its lines say of it, in the order of ids.</summary>
    public IReadOnlyList<(string Id, string? Platform, SourceRole? Role)> Sources =>
        [.. _sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value.Platform, s.Value.Role))];

    public IReadOnlyCollection<string> Targets => _targets;

    /// <summary>Posts that were there before watching began.</summary>
    public IReadOnlyList<PostEvent> Backfill => _backfill;

    public static ReplaySurvey Of(IReadOnlyList<ReplayFile> files, Action<ReplayProblem> report, CancellationToken ct)
    {
        var survey = new ReplaySurvey();
        foreach (var line in files.SelectMany(f => f.Lines()))
        {
            ct.ThrowIfCancellationRequested();
            if (line.Event is { } e)
            {
                survey.See(e);
                continue;
            }

            survey.Problems++;
            report(new ReplayProblem(line.File, line.Line, line.Problem!));
        }

        return survey;
    }

    private void See(ReplayEvent e)
    {
        if (e is PostEvent post)
        {
            Posts++;
            Meet(post.Post.SourceId, post.Platform, post.Role);
            if (post.Backfill)
            {
                _backfill.Add(post);
                return;
            }
        }
        else if (e is ReadEvent read)
        {
            Meet(read.SourceId, null, null);
        }
        else if (e is ProbeEvent probe)
        {
            Probes++;
            _targets.Add(probe.Result.TargetId);
        }

        Events++;
        if (e.At < From) From = e.At;
        if (e.At > Until) Until = e.At;
    }

    private void Meet(string id, string? platform, SourceRole? role)
    {
        var known = _sources.GetValueOrDefault(id);
        _sources[id] = (known.Platform ?? platform, known.Role ?? role);
    }
}
