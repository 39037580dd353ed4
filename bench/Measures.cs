using System.Diagnostics;
using Monitor.Analysis;
using Monitor.Analysis.Duplicates;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Storage;

namespace Monitor.Bench;

/// <summary>End-to-end figures of single rooms; each prints its rounds and the median.</summary>
internal static class Measures
{
    private const int Rounds = 5;
    private static readonly SourceDefinition Source = new() { Id = "bench", Platform = "weibo" };
    private static readonly DateTimeOffset Start = new(2026, 6, 7, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Normalise, judge, reasons: posts per second on one thread.</summary>
    public static int Assess()
    {
        var assessor = AssessorFactory.Load();
        var texts = Texts.Make(20_000, seed: 1);
        foreach (var text in texts) assessor.Assess(text);
        Report("assess posts/s, one thread", Rounds, () =>
        {
            foreach (var text in texts) assessor.Assess(text);
            return texts.Count;
        });
        return 0;
    }

    /// <summary>Refine, assess, fold, store with search index, in batches of 200 as a busy source brings them. With a database, both stores in turn.</summary>
    public static async Task<int> IngestAsync(string? postgres)
    {
        var assessor = AssessorFactory.Load();
        var refiner = new PostRefiner(new byte[32]);
        for (var round = 1; round <= 3; round++)
            foreach (var open in Stores(postgres))
            {
                await using var place = await open();
                var clock = Stopwatch.StartNew();
                await FillAsync(place.Store, refiner, assessor, 30_000, seed: round);
                Console.WriteLine($"ingest (collect to search index), {place.Name}, round {round}: {30_000 / clock.Elapsed.TotalSeconds:0} posts/s");
            }

        return 0;
    }

    /// <summary>Common words among 100,000 posts, newest twenty; last, the worst case: a common word whose other condition no post meets.</summary>
    public static async Task<int> SearchAsync(string? postgres)
    {
        foreach (var open in Stores(postgres))
        {
            await using var place = await open();
            await FillAsync(place.Store, new PostRefiner(new byte[32]), AssessorFactory.Load(), 100_000, seed: 7);
            foreach (var word in new[] { "高考", "泄题", "志愿", "登不上", "青梧区志愿" })
                await TimeAsync(place, word, new PostQuery { Words = word, Limit = 20 });
            await TimeAsync(place, "高考, one hour long ago", new PostQuery { Words = "高考", Limit = 20, From = Start.AddHours(2), Until = Start.AddHours(3) });
            await TimeAsync(place, "志愿, no such source", new PostQuery { Words = "志愿", Limit = 20, SourceId = "none" });
            await TimeAsync(place, "志愿, no such topic", new PostQuery { Words = "志愿", Limit = 20, Topic = "none" });
        }

        return 0;
    }

    private static async Task TimeAsync(BenchStore place, string what, PostQuery query)
    {
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var clock = Stopwatch.StartNew();
            await place.Store.Archive.SearchAsync(query, default);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"search {what}, {place.Name}: median {times[10]:0.0} ms, p95 {times[18]:0.0} ms of 100,000 posts");
    }

    private static IEnumerable<Func<Task<BenchStore>>> Stores(string? postgres) =>
        postgres is null ? [BenchStore.SqliteAsync] : [BenchStore.SqliteAsync, () => BenchStore.PostgresAsync(postgres)];

    private static async Task FillAsync(IStore store, PostRefiner refiner, IAssessor assessor, int count, int seed)
    {
        var folder = new StoryFolder();
        var number = 0;
        foreach (var chunk in Texts.Make(count, seed).Chunk(200))
        {
            var posts = chunk.Select(text =>
            {
                var raw = new RawPost { SourceId = Source.Id, NativeId = (++number).ToString(), Text = text, Author = "user" + (number % 997) };
                var post = refiner.Refine(raw, Source, Start.AddSeconds(number));
                post = post with { Assessment = assessor.Assess(post.Text) };
                return post with { StoryId = folder.Fold(post) };
            }).ToList();
            await store.Archive.IngestAsync(new IngestBatch(new SourceRun { SourceId = Source.Id, At = Start, State = SourceState.Ok }, posts, null), default);
        }
    }

    private static void Report(string what, int rounds, Func<int> work)
    {
        var rates = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            var done = work();
            rates.Add(done / clock.Elapsed.TotalSeconds);
        }

        rates.Sort();
        Console.WriteLine($"{what}: median {rates[rounds / 2]:0} (min {rates[0]:0}, max {rates[^1]:0}, {rounds} rounds)");
    }
}
