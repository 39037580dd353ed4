using System.Net.Http.Headers;
using Monitor.Alerts.Answers;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Robots;

/// <summary>
/// Sends one notice through a group robot, part by part, each when the robot's bucket has room. What has arrived is noted, so the next
/// attempt goes on behind it. The client must not follow redirects.
/// </summary>
internal sealed class RobotNotifier(IRobotSpeech speech, RateBucket bucket, SteadyClock steady, TimeSpan timeout, HttpClient http, TimeProvider time) : INotifier
{
    /// <summary>No part is begun after one timeout, and each ends within one.</summary>
    public TimeSpan Limit => timeout + timeout + TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Preview(Notice notice) => speech.Bodies(notice);

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct) => SendAsync(notice, _ => Task.CompletedTask, ct);

    public async Task<Receipt> SendAsync(Notice notice, Func<string, Task> note, CancellationToken ct)
    {
        var bodies = speech.Bodies(notice);
        var (began, done) = (time.GetTimestamp(), PartProgress.Read(notice.Progress, bodies));
        while (true)
        {
            var receipt = Hold(notice, began) ?? await PostAsync(bodies[done], ct);
            if (receipt.Outcome == DeliveryOutcome.Delivered && ++done < bodies.Count)
            {
                await note(PartProgress.Write(done, bodies)!);
                continue;
            }

            if (bodies.Count == 1) return receipt;
            return receipt with { Detail = $"{done} of {bodies.Count} parts delivered: {receipt.Detail}", Progress = PartProgress.Write(done, bodies) };
        }
    }

    private Receipt? Hold(Notice notice, long began)
    {
        if (time.GetElapsedTime(began) >= timeout) return Held("the rest goes on at the next turn", TimeSpan.Zero);
        var now = time.GetUtcNow();
        if (speech.Avoid(notice, now) is { } quiet) return Held("not at a moment the robot's makers ask to avoid", quiet);
        return bucket.Ask(LevelMark.IsUrgent(notice), steady.Now) is { } wait ? Held("no room under the robot's rate limit", wait) : null;
    }

    private static Receipt Held(string why, TimeSpan wait) => new(DeliveryOutcome.RetryLater, $"{why}, waits {wait.TotalSeconds:0} s", wait) { Held = true };

    private async Task<Receipt> PostAsync(string body, CancellationToken ct)
    {
        var call = speech.Call(body, time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, call.Address) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var receipt = await HttpTalk.AskAsync(http, request, timeout, time, (r, text) => RobotAnswer.Read(r, text, call.Secrets, speech, time.GetUtcNow()), ct);
        if (receipt is { Outcome: DeliveryOutcome.RetryLater, RetryAfter: { } wait }) bucket.Close(steady.Now + wait);
        return receipt;
    }
}
