using System.Net.Http.Headers;
using System.Text;
using Monitor.Alerts.Answers;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Sms;

/// <summary>
/// Text messages through an HTTP gateway, one request for each number and part. A number refused for good costs the others nothing; the
/// rest are tried again alone. The client must not follow redirects.
/// </summary>
internal sealed class SmsNotifier(SmsOptions options, HttpClient http, TimeProvider time) : INotifier
{
    private static string More(Notice notice) => notice.Language == Language.En ? "… more on the board" : "…余下见看板";

    /// <summary>For level, number and the words that there is more.</summary>
    private static int Reserve(Notice notice) => notice.Language == Language.En ? 32 : 20;

    private readonly IReadOnlyList<string> _phones = [.. options.Phones.Distinct()];

    /// <summary>No request is begun after one timeout, and each ends within one.</summary>
    public TimeSpan Limit => options.Timeout + options.Timeout + TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Preview(Notice notice) => [.. Texts(notice).Select(t => Shown(notice, t))];

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct) => SendAsync(notice, _ => Task.CompletedTask, ct);

    public async Task<Receipt> SendAsync(Notice notice, Func<string, Task> note, CancellationToken ct)
    {
        var (texts, progress, began) = (Texts(notice), SmsProgress.Read(notice.Progress), time.GetTimestamp());
        var said = new List<string>();
        Receipt? waiting = null;
        foreach (var (index, phone) in _phones.Index())
        {
            var key = SmsProgress.Key(phone);
            while (!progress.Refused.ContainsKey(key) && progress.Done.GetValueOrDefault(key) is var done && done < texts.Count)
            {
                if (time.GetElapsedTime(began) >= options.Timeout)
                    return new Receipt(DeliveryOutcome.RetryLater, Detail(progress, texts.Count, said), TimeSpan.Zero) { Progress = progress.Write(), Held = true };
                var receipt = await PostAsync(notice, texts[done], phone, ct);
                said.Add($"number {index + 1}: {receipt.Detail}");
                if (receipt.Outcome == DeliveryOutcome.Delivered) progress.Done[key] = done + 1;
                else if (receipt.Outcome == DeliveryOutcome.Permanent) progress.Refused[key] = receipt.Detail;
                else waiting = receipt;
                if (receipt.Outcome == DeliveryOutcome.RetryLater) break;
                if (progress.Write() is { } soFar) await note(soFar);
            }
        }

        var detail = Detail(progress, texts.Count, said);
        if (waiting is not null) return waiting with { Detail = detail, Progress = progress.Write() };
        return new Receipt(Arrived(progress, texts.Count) > 0 ? DeliveryOutcome.Delivered : DeliveryOutcome.Permanent, detail);
    }

    private int Arrived(SmsProgress progress, int parts) => _phones.Count(p => progress.Done.GetValueOrDefault(SmsProgress.Key(p)) >= parts);

    private string Detail(SmsProgress progress, int parts, List<string> said)
    {
        var refused = _phones.Index().Where(p => progress.Refused.ContainsKey(SmsProgress.Key(p.Item))).Select(p => $"number {p.Index + 1} refused: {progress.Refused[SmsProgress.Key(p.Item)]}");
        var words = string.Join("; ", said.Where(s => !s.Contains(" refused: ", StringComparison.Ordinal)).TakeLast(3).Concat(refused.Take(3)).Distinct());
        return $"delivered to {Arrived(progress, parts)} of {_phones.Count} numbers; {words}".TrimEnd(' ', ';');
    }

    private async Task<Receipt> PostAsync(Notice notice, string text, string phone, CancellationToken ct)
    {
        var values = Values(notice, text, phone, reveal: true);
        IReadOnlyList<string> secrets = [.. options.Secrets.Values.Select(s => s.Reveal()), .. options.Secrets.Values.Select(s => Uri.EscapeDataString(s.Reveal())), phone];
        if (Request(values, text) is not { } request) return new Receipt(DeliveryOutcome.Permanent, "the address is none once filled in");
        return await HttpTalk.AskAsync(http, request, options.Timeout, time, (r, body) => SmsAnswer.Read(options, r, body, secrets, time.GetUtcNow()), ct);
    }

    private HttpRequestMessage? Request(Dictionary<string, string> values, string text)
    {
        if (!Uri.TryCreate(SmsTemplate.Fill(options.Url, values, SmsTemplate.InUrl), UriKind.Absolute, out var url)) return null;
        var method = options.Method switch { SmsMethod.Get => HttpMethod.Get, SmsMethod.Put => HttpMethod.Put, _ => HttpMethod.Post };
        var request = new HttpRequestMessage(method, url);
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(SmsTemplate.Fill(options.Body, values, SmsTemplate.InBody(options.BodyType))));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(SmsTemplate.MediaType(options.BodyType)) { CharSet = "utf-8" };
        }

        foreach (var (name, value) in options.Headers) request.Headers.TryAddWithoutValidation(name, SmsTemplate.Fill(value, values, SmsTemplate.InHeader));
        return request;
    }

    /// <summary>Every part of several says its level and its number; a phone may show them apart.</summary>
    private IReadOnlyList<string> Texts(Notice notice)
    {
        var text = PlainText.Of(notice.Text).TrimEnd();
        if (text.Length <= options.MaxCharacters) return [text];
        // The first part has an exercise's mark already; each of the others may be read alone.
        var mark = notice.Mark ?? "";
        var pieces = TextSplit.Cut(DrillMark.Off(text, notice.Mark), options.MaxCharacters - Reserve(notice) - mark.Length, t => t.Length);
        var count = Math.Min(pieces.Count, options.MaxParts);
        return [.. pieces.Take(count).Select((p, i) => $"{mark}[{LevelMark.Colour(notice)} {i + 1}/{count}]{p}{(i + 1 == count && count < pieces.Count ? More(notice) : "")}")];
    }

    private Dictionary<string, string> Values(Notice notice, string text, string phone, bool reveal)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["subject"] = LevelMark.Title(notice),
            ["text"] = text,
            ["level"] = LevelMark.Word(notice),
            ["phone"] = phone,
            ["id"] = notice.Id,
        };
        foreach (var (name, secret) in options.Secrets) values["secret:" + name] = reveal ? secret.Reveal() : "***";
        return values;
    }

    private string Shown(Notice notice, string text) =>
        $"{options.Method.ToString().ToUpperInvariant()} {SmsTemplate.Fill(options.Url, Values(notice, text, "***", reveal: false), v => v == "***" ? v : SmsTemplate.InUrl(v))}\n"
        + (options.Method == SmsMethod.Get ? "" : SmsTemplate.Fill(options.Body, Values(notice, text, "***", reveal: false), SmsTemplate.InBody(options.BodyType)));
}
