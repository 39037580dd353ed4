using Monitor.Collectors.Fetching;
using Monitor.Host.Recording;

namespace Monitor.Tests.Collectors.Sources;

/// <summary>Stands behind the real door in the network's place: gives the recorded answers, and 404 for what was not recorded.</summary>
internal sealed class RecordedExchange(string folder, RecordedSource recorded) : IExchange
{
    public List<Uri> Unasked { get; } = [.. recorded.Answers.Select(a => a.Url)];

    public Task<(FetchResult Result, Uri? Next)> SendAsync(Ask ask, CancellationToken limit, CancellationToken ct) => Task.FromResult(((FetchResult, Uri?))(Answer(ask.Url), null));

    public void Dispose()
    {
    }

    private FetchResult Answer(Uri url)
    {
        Unasked.Remove(url);
        return recorded.Answers.FirstOrDefault(a => a.Url == url) is { } answer
            ? new FetchResult { Outcome = FetchOutcome.Ok, Url = answer.At ?? url, Status = answer.Status, ContentType = answer.ContentType, Body = File.ReadAllBytes(Path.Combine(folder, answer.File)) }
            : FetchResult.Failed(url, FetchOutcome.HttpError, "not recorded") with { Status = 404 };
    }
}
