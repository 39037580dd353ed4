using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Monitor.Tests.Weaknesses;

namespace Monitor.Tests.Storage.Moving;

/// <summary>A district that has lived: rows of every kind and state in both parts of the store.</summary>
internal static class FullStore
{
    public const int Each = 5;

    public static async Task FillAsync(IArchive archive, ILedger ledger, int posts = 12)
    {
        await PeopleAsync(ledger);
        await AlertsAsync(ledger);
        await OutboxAsync(ledger);
        await PostsAsync(archive, posts);
    }

    private static async Task PeopleAsync(ILedger ledger)
    {
        foreach (var i in Enumerable.Range(0, Each))
        {
            await ledger.SaveUserAsync(new User($"Zhang{i}", (Role)(i % 3), "hash", i % 2 == 0, i, i == 1 ? Some.T0 : null), default);
            await ledger.SaveFactorAsync($"zhang{i}", new SecondFactor($"sealed{i}", 100 + i, [$"aa{i}", $"bb{i}"]), default);
            // As people type themselves.
            await ledger.SaveMailboxAsync(new Mailbox($"zhang{i}", $"z{i}@example.test", i % 2 == 0, i % 3 == 0), Act("mailbox", i), default);
            await ledger.SetSettingAsync($"setting.{i}", "值\u0001" + i, default);
            await ledger.SaveSilenceAsync(new Silence { Id = $"silence{i}", Owner = "值班", Reason = "演练", From = Some.T0, Until = Some.T0.AddHours(i), EndedAt = i == 2 ? Some.T0 : null }, default);
            await ledger.SaveLabelAsync(Some.Label($"p{i}", LabelTasks.Topic, Topics.Fraud, i), default);
            await ledger.SaveVerdictAsync(new AlertVerdict($"a{i}", "outage", i % 2 == 0, "值班", Some.T0), default);
            await ledger.SaveWeaknessesAsync([Looks.Weakness($"tls.{i}") with { FixedAt = i % 2 == 0 ? Some.T0.AddHours(i) : null }], null, default);
            await ledger.SaveCaseAsync(Some.Case($"c{i}", $"a{i}"), Act("case-open", i), default);
            await ledger.UseLinkAsync(new LinkUse($"link{i}", $"a{i}", Some.T0, Some.T0.AddDays(1)), new JudgeOutcome(), Act("link", i), default);
            await ledger.AddApiKeyAsync(new ApiKey($"key{i}", Role.Security, new string((char)('a' + i), 64), "mk_", Some.T0, "cli", i == 1 ? null : Some.T0.AddDays(9)), Act("key.create", i), default);
        }

        await ledger.SaveCaseAsync(Some.Case("c0", "a0") with { State = CaseState.Closed, Version = 2, UpdatedAt = Some.T0.AddTicks(123_456_789) }, Act("case-close", 0), default);
    }

    private static async Task AlertsAsync(ILedger ledger)
    {
        foreach (var i in Enumerable.Range(0, Each))
            await ledger.CommitAsync(new JudgeOutcome
            {
                Changed = [Some.Alert($"a{i}", fingerprint: $"outage:{i}")],
                Decisions = [new Decision($"outage:{i}", $"a{i}", Some.T0.AddMinutes(i), DecisionReason.Opened, "因", true)],
                Held = [new HeldNotice($"held{i}", $"a{i}", $"outage:{i}", "phone", NoticeKind.Opened, WarningLevel.Yellow, "outage", "门户不可用", HoldCause.Quiet, Some.T0)],
                Unheld = i == 3 ? ["held1"] : [],
            }, default);
        await ledger.CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a0", 2, "outage:0") with { State = AlertState.Resolved, ResolvedAt = Some.T0.AddMilliseconds(1.7) }] }, default);
    }

    /// <summary>Delivered, dead, set aside, handed on, taken and waiting ones.</summary>
    private static async Task OutboxAsync(ILedger ledger)
    {
        await ledger.CommitAsync(new JudgeOutcome
        {
            Notices = [.. Enumerable.Range(0, 10).Select(i => Some.Notice($"n{i}", $"a{i % Each}") with { Topic = i % 2 == 0 ? "outage" : null, Attachments = i < Each ? [new NoticeAttachment($"f{i}.docx", "application/x", [0, 1, (byte)i, 255], i == 0 ? "cid" : null)] : [] })],
        }, default);
        foreach (var outcome in new[] { DeliveryOutcome.Delivered, DeliveryOutcome.Permanent, DeliveryOutcome.Permanent, DeliveryOutcome.RetryLater })
            await ledger.SettleAsync((await ledger.LeaseAsync("mail", TimeSpan.FromMinutes(5), Some.T0, default))!, new Receipt(outcome, "答复") { Progress = "half" }, Some.T0, Some.T0.AddHours(1), default);
        await ledger.SetAsideAsync(["n1"], "值班", Some.T0, default);
        await ledger.HandOnAsync(new HandOver("n2", "sms", Some.Notice("copy", "a2") with { Channel = "sms" }, new Decision("outage:2", "a2", Some.T0, DecisionReason.FailedOver, "why", true)), default);
        await ledger.LeaseAsync("mail", TimeSpan.FromMinutes(5), Some.T0, default);
    }

    private static async Task PostsAsync(IArchive archive, int count)
    {
        Post Of(int i) => Some.Post($"p{i}", i % 3 == 0 ? $"云川一中 reached 泄题 {i}" : $"高考加油😀 {i}" + (i == 7 ? "\0" : "")) with
        {
            Title = i % 2 == 0 ? "标题" : null,
            SourceId = $"src{i % Each}",
            AuthorKey = $"author{i % 7}",
            StoryId = $"s{i % 6}",
            Heat = i == 4 ? 5_000_000_000 : null,
            Published = Some.T0.AddMinutes(i * 6),
            FirstSeen = Some.T0.AddMinutes(i * 61),
            Assessment = i % 5 == 4 ? null : Some.Assessment(0.1 * (i % 10), (SentimentLabel)(i % 3), (RiskBand)(i % 3)),
        };
        foreach (var batch in Enumerable.Range(0, count).Select(Of).GroupBy(p => p.SourceId))
            foreach (var part in batch.Chunk(500))
                await archive.IngestAsync(new IngestBatch(Some.Run(batch.Key), part, "cursor/" + batch.Key), default);
        await archive.IngestAsync(Some.Batch(Of(1)) with
        {
            Merges = [new StoryMerge("s5", "s1", Some.T0), new StoryMerge("s4", "s0", Some.T0), new StoryMerge("s3", "s2", Some.T0)],
            Facts = [.. Enumerable.Range(0, Each).Select(i => Some.Fact($"fact{i}", i))],
            Rebuttals = [.. Enumerable.Range(0, Each).Select(i => Some.Rebuttal($"denial{i}", i))],
        }, default);
        await FatesAsync(archive, Of);
        foreach (var i in Enumerable.Range(0, Each)) await archive.SaveProbeAsync(Some.Probe($"t{i % 2}", Some.T0.AddMinutes(7 * i)), default);
    }

    /// <summary>Edits, deletions, sources in trouble and answers to pushes.</summary>
    private static async Task FatesAsync(IArchive archive, Func<int, Post> of)
    {
        foreach (var i in Enumerable.Range(0, Each))
        {
            var edited = of(i) with { Text = $"改过的正文 {i}" };
            await archive.IngestAsync(
                new IngestBatch(Some.Run($"src{i}") with { At = Some.T0.AddHours(1 + i), State = (SourceState)(1 + (i % 4)), Error = "answered 403", Sample = "HTTP 403\n\n<p>请登录" }, [edited], null)
                {
                    Edited = [edited],
                    Gone = [$"p{i + Each}"],
                    Receipt = new PushReceipt($"src{i}", $"key{i}", "hash", 200, "{\"accepted\":1}", Some.T0.AddDays(30)),
                },
                default);
        }
    }

    private static AuditEntry Act(string action, int i) => new(Some.T0.AddSeconds(i), "值班", action, $"x{i}", i % 2 == 0 ? "细节" : null);
}
