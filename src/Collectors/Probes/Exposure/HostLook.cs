namespace Monitor.Collectors.Probes.Exposure;

/// <summary>One host in one look. What it answers to a path that cannot exist comes first: whatever that shows is shown for every path.</summary>
internal sealed class HostLook(Uri origin, ExposureDoor door, ExposureBook book, DateTimeOffset now, TimeSpan limit)
{
    private const int MostBroken = 5;
    private const int MostScripts = 3;

    private ExposureAnswer? _missing;
    private int _broken;

    public string Host => ExposureHosts.Name(origin);

    /// <summary>Why nothing more is asked of it in this look; null while it is.</summary>
    public string? Why { get; private set; }

    public bool Closed => Why is not null;

    /// <summary>How opening it failed.</summary>
    public Failure? Failed { get; private set; }

    /// <summary>It answered at all.</summary>
    public bool Reached => _missing is not null;

    public async Task OpenAsync(IReadOnlyList<ExposureCheck> fronts, CancellationToken ct)
    {
        try
        {
            _missing = await door.GetAsync(new Uri(origin, "/" + ExposureStep.Chance()), few: false, ct);
            if (Rests(_missing) || door.Spent) return;
            var front = await door.FrontAsync(origin, ct);
            if (Rests(front)) return;
            foreach (var check in fronts.Where(c => c.Kind != ExposureKind.Source)) Put(check, "", front.Url, check.See(front));
            if (fronts.FirstOrDefault(c => c.Kind == ExposureKind.Source) is { } maps) await MapsAsync(maps, front, ct);
        }
        catch (Exception e) when (IsNetwork(e))
        {
            Failed = Failure.Of(e is TimeoutException ? new OperationCanceledException() : e, door.Phase, limit);
            Why = Failed.Message;
        }
    }

    /// <returns>Whether it was asked, with whatever result.</returns>
    public async Task<bool> AskAsync(ExposureStep step, CancellationToken ct)
    {
        try
        {
            // A file named by the day it was found on is looked for under that name.
            var url = book.Of(step)?.Url is { } known ? new Uri(known) : step.Url(now);
            var answer = await door.GetAsync(url, step.Few, ct);
            if (Rests(answer)) return false;
            _broken = 0;
            var seen = step.Check.See(answer);
            if (seen is not null && await IsShownForAllAsync(step, answer, ct)) seen = null;
            Put(step.Check, step.Template, url, seen);
            return true;
        }
        catch (Exception e) when (IsNetwork(e))
        {
            // Firewalls break off what looks like an attack; a host that breaks off everything is left alone.
            if (++_broken >= MostBroken) Why = "连续多次中断，未再继续";
            else book.Miss(step);
            return !Closed;
        }
    }

    private async Task<bool> IsShownForAllAsync(ExposureStep step, ExposureAnswer answer, CancellationToken ct)
    {
        if (step.Check.Certain || step.Beside(answer.Url) is not { } beside) return false;
        if (Same(step, answer, _missing!)) return true;
        return Same(step, answer, await door.GetAsync(beside, step.Few, ct));
    }

    private static bool Same(ExposureStep step, ExposureAnswer answer, ExposureAnswer other) =>
        step.Check.See(other) is not null && (step.Check.Kind != ExposureKind.Own || Alike(answer, other));

    /// <summary>Error pages differ in the address they repeat and in a number or two.</summary>
    private static bool Alike(ExposureAnswer one, ExposureAnswer other) =>
        one.Body.AsSpan().SequenceEqual(other.Body) || Shingles.Jaccard(Shingles.Of(Bare(one)), Shingles.Of(Bare(other))) >= 0.85;

    private static string Bare(ExposureAnswer answer) =>
        string.Concat(answer.Text.Replace(answer.Url.AbsolutePath, "", StringComparison.Ordinal).Replace(answer.Url.Segments[^1], "", StringComparison.Ordinal).Where(c => !char.IsAsciiDigit(c)));

    private async Task MapsAsync(ExposureCheck check, ExposureAnswer front, CancellationToken ct)
    {
        string? seen = null;
        var at = front.Url;
        var scripts = Expressions.ScriptSource().Matches(front.Text).Select(m => Uri.TryCreate(front.Url, m.Groups[1].Value, out var u) ? u : null)
            .OfType<Uri>().Where(u => u.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority)).Distinct().Take(MostScripts);
        foreach (var script in scripts)
        {
            if (door.Spent || seen is not null) break;
            at = new Uri(script.GetLeftPart(UriPartial.Path) + ".map");
            seen = check.See(await door.GetAsync(at, few: false, ct));
        }

        Put(check, "", at, seen);
    }

    private void Put(ExposureCheck check, string template, Uri url, string? seen)
    {
        var subject = check.Kind == ExposureKind.Own ? Host + template : Host;
        book.Put(Host, check.Id, template, seen is null ? null : new(Host, check.Id, template, subject, url.AbsoluteUri, check.Severity, seen, now));
    }

    private bool Rests(ExposureAnswer answer)
    {
        if (answer.SaysNothing) Why = $"主机答复 {answer.Status}，未再继续";
        return answer.SaysNothing;
    }

    private static bool IsNetwork(Exception e) => e is HttpRequestException or IOException or TimeoutException or InvalidDataException;
}
