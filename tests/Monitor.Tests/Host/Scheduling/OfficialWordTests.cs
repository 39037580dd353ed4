using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Analysis;
using Monitor.Analysis.Claims.Facts;
using Monitor.Analysis.Duplicates;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

/// <summary>The official word on its way through the real intake, store and window: before, after and between the posts it concerns.</summary>
public sealed class OfficialWordTests : IAsyncDisposable
{
    private static readonly SourceDefinition Bureau = new() { Id = "bureau", Name = "招生考试中心", Kind = "feed", Platform = "official", Role = SourceRole.Official };
    private static readonly SourceDefinition Forum = new() { Id = "forum", Name = "论坛", Kind = "feed", Platform = "forum" };
    private static readonly DateTimeOffset Start = new(2026, 6, 26, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly ModelsInUse Models = new(new ModelStore("none-chosen"), NullLogger<ModelsInUse>.Instance);

    private readonly SqliteRig _rig = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly Settings _config = new();

    [Fact]
    public async Task A_post_after_the_notice_is_held_against_it_at_once()
    {
        var service = await OpenAsync();
        await service.TakeAsync(Bureau, "志愿填报6月28日17:00截止");
        var post = Assert.Single(await service.TakeAsync(Forum, "志愿填报延长到30号了"));
        Assert.Equal(RiskBand.High, post.Assessment!.Rumour.Band);
        Assert.Equal(ClaimVerdict.Contradicts, Assert.Single((await service.Archive.PostAsync(post.Id, default))!.Assessment!.Claims).Verdict);
    }

    [Fact]
    public async Task A_notice_after_the_post_raises_what_was_stored_and_what_the_judge_sees()
    {
        var service = await OpenAsync();
        var post = Assert.Single(await service.TakeAsync(Forum, "志愿填报延长到30号了"));
        Assert.NotEqual(RiskBand.High, post.Assessment!.Rumour.Band);
        await service.TakeAsync(Bureau, "志愿填报6月28日17:00截止，不会延长");
        Assert.Equal(RiskBand.High, (await service.Archive.PostAsync(post.Id, default))!.Assessment!.Rumour.Band);
        Assert.Equal(RiskBand.High, (await service.Window.LookAsync(_clock.GetUtcNow(), default)).Posts.Single(p => p.Id == post.Id).Assessment!.Rumour.Band);
        Assert.Equal(0, await service.Rejudger.WindowAsync(default));
    }

    [Fact]
    public async Task An_official_denial_reaches_earlier_and_later_posts()
    {
        var service = await OpenAsync();
        var early = Assert.Single(await service.TakeAsync(Forum, "听说一中考点数学试卷被提前拆封了"));
        await service.TakeAsync(Bureau, "网传“一中考点数学试卷被提前拆封”，经核查不实。");
        var late = Assert.Single(await service.TakeAsync(Forum, "一中考点数学试卷被提前拆封，快看"));
        foreach (var id in new[] { early.Id, late.Id })
        {
            var a = (await service.Archive.PostAsync(id, default))!.Assessment!;
            Assert.Contains("经核查不实", a.Rebuttal!.Quote, StringComparison.Ordinal);
            Assert.Contains(a.Rumour.Reasons, r => r.Kind == "rebuttal" && r.Text.Contains(a.Rebuttal.Quote, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task After_a_kill_between_notice_and_judging_anew_the_next_start_makes_good()
    {
        var service = await OpenAsync();
        var post = Assert.Single(await service.TakeAsync(Forum, "志愿填报延长到30号了"));
        await service.TakeAsync(Bureau, "志愿填报6月28日17:00截止", andRejudge: false);
        await _rig.KillAsync();
        service = await OpenAsync();
        Assert.Equal(1, await service.Rejudger.WindowAsync(default));
        Assert.Equal(RiskBand.High, (await service.Archive.PostAsync(post.Id, default))!.Assessment!.Rumour.Band);
    }

    [Fact]
    public async Task A_fact_written_by_hand_is_in_force_when_the_file_is_reloaded()
    {
        var service = await OpenAsync();
        Assert.Empty(service.Facts.Book.Facts);
        _config.Current = new MonitorConfig { Facts = new WrittenFacts(OfficialReader.Facts("志愿填报6月28日17:00截止", Start.AddDays(-1), null, "config"), []) };
        Assert.Single(service.Facts.Book.Facts);
        Assert.Equal(RiskBand.High, Assert.Single(await service.TakeAsync(Forum, "志愿填报延长到30号了")).Assessment!.Rumour.Band);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task<Service> OpenAsync()
    {
        var archive = (await _rig.OpenAsync()).Archive;
        var facts = new FactShelf(_config, archive);
        var window = new PostWindow(archive);
        var service = new Service(
            archive, facts, window, new Intake(archive, new PostRefiner(new byte[32]), Models, facts, new StoryShelf(new StoryFolder(), archive), _clock),
            new Rejudger(facts, window, Models, archive, new ChangeBus(), NullLogger<Rejudger>.Instance), _clock);
        await facts.WarmAsync(_clock.GetUtcNow(), default);
        await window.WarmAsync([], [], _clock.GetUtcNow(), default);
        return service;
    }

    private sealed record Service(IArchive Archive, FactShelf Facts, PostWindow Window, Intake Intake, Rejudger Rejudger, FakeTimeProvider Clock)
    {
        /// <summary>What the collecting loop does with one read.</summary>
        public async Task<IReadOnlyList<Post>> TakeAsync(SourceDefinition source, string text, bool andRejudge = true)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            var taken = await Intake.TakeAsync([new RawPost { SourceId = source.Id, Text = text, Published = Clock.GetUtcNow() }], source, backfill: false, default);
            await Archive.IngestAsync(new IngestBatch(new SourceRun { SourceId = source.Id, At = Clock.GetUtcNow(), State = SourceState.Ok }, taken.Fresh, null) { Facts = taken.Facts, Rebuttals = taken.Rebuttals }, default);
            Window.Add(taken.Fresh);
            Facts.Add(taken.Facts, taken.Rebuttals);
            if (andRejudge) await Rejudger.WindowAsync(default);
            return taken.Fresh;
        }
    }

    private sealed class Settings : ICurrentConfig
    {
        public MonitorConfig Current { get; set; } = new();

    }
}
