using Monitor.Analysis.Text;
using Monitor.Collectors;
using Monitor.Collectors.Fetching;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Recording;

/// <summary>Reads one source once, as politely as ever, and keeps what came as a fixture the tests read.</summary>
internal sealed class SourceRecorder(MonitorConfig config, TimeProvider time, ILoggerFactory loggers)
{
    private readonly List<(Uri Asked, FetchResult Answer)> _heard = [];

    /// <returns>What is to be told; an error when nothing was written.</returns>
    public async Task<(string? Error, string Told)> RecordAsync(SourceDefinition source, string folder, CancellationToken ct)
    {
        using var door = new HttpDoor(Fetching.Settings(config.Fetch), time, loggers) { Heard = (url, answer) => _heard.Add((url, answer)) };
        var date = time.GetUtcNow();
        var read = await OutsideKinds.Shipped.Collectors.First(k => k.Name == source.Kind).Create(source, new CollectorServices(door, time, loggers)).CollectAsync(null, ct);
        if (Fault(read.State, read.Error, read.Posts.Count) is { } fault) return (fault, "");
        var answers = Answers(source.Kind);
        var recorded = new RecordedSource { Date = date, Answers = [.. answers.Select(a => a.Of)], Items = [.. read.Posts.Select(RecordedItem.Of)] };
        Write(folder, recorded, answers);
        var personal = answers.Sum(a => Marks(a.Answer.Text()));
        return (null, $"{folder}: {answers.Count} answers, {recorded.Items.Count} items, {read.Broken.Count} broken."
            + (personal > 0 ? $" The answers themselves hold some {personal} phone numbers, e-mail addresses or the like: replace them before the folder leaves this machine." : ""));
    }

    private string? Fault(SourceState state, string? error, int posts)
    {
        if (_heard.Count == 0) return "nothing was fetched: this kind of source has no answers to record";
        if (state != SourceState.Ok) return $"nothing recorded, {state}: {error}";
        if (posts == 0) return "nothing recorded: not a single item was read, so there would be nothing to compare";
        if (_heard.FirstOrDefault(h => h.Answer.Outcome is FetchOutcome.Timeout or FetchOutcome.Unreachable || h.Answer.Status is >= 500 or 429) is { Answer: { } failed })
            return $"nothing recorded, as a page failed and another try may read more: {failed.Message}";
        return _heard.Sum(h => (long)h.Answer.Body.Length) > config.Fetch.MaxBytes ? $"nothing recorded: the answers are larger than fetch.maxBytes ({config.Fetch.MaxBytes}) together" : null;
    }

    private List<(RecordedAnswer Of, FetchResult Answer)> Answers(string kind)
    {
        var answers = new List<(RecordedAnswer, FetchResult)>();
        foreach (var (asked, answer) in _heard.Where(h => h.Answer.Outcome == FetchOutcome.Ok))
        {
            var file = (answers.Count == 0 ? FirstName(kind) : $"{answers.Count:000}") + Extension(answer);
            answers.Add((new RecordedAnswer(asked, answer.Url == asked ? null : answer.Url, file, answer.Status!.Value, answer.ContentType, Charset.Decode(answer.Body, answer.ContentType).Encoding), answer));
        }

        return answers;
    }

    /// <summary>Into a folder beside first, so that a broken write leaves the old recording.</summary>
    private static void Write(string folder, RecordedSource recorded, IReadOnlyList<(RecordedAnswer Of, FetchResult Answer)> answers)
    {
        var beside = folder + ".new";
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        foreach (var (of, answer) in answers) File.WriteAllBytes(Path.Combine(beside, of.File), answer.Body);
        recorded.Write(beside);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(beside, folder);
    }

    private static string FirstName(string kind) => kind switch { "feed" => "feed", "json-list" => "list", "sitemap" => "sitemap", _ => "page" };

    private static string Extension(FetchResult answer) => answer.Body switch
    {
        [0x1F, 0x8B, ..] => ".gz",
        _ => answer.Text().AsSpan().TrimStart() switch
        {
            ['{' or '[', ..] => ".json",
            var t when t.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || t.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || t.StartsWith("<feed", StringComparison.OrdinalIgnoreCase) => ".xml",
            _ => ".html",
        },
    };

    private static int Marks(string text) => PersonalDataMask.Mask(text).Count(c => c == '〔') - text.Count(c => c == '〔');
}
