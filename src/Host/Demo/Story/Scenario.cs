using System.Text.Json;

namespace Monitor.Host.Demo;

/// <summary>The day's posts, in the order in which they appear, and which of them are out by now.</summary>
internal sealed class Scenario(IReadOnlyList<ScriptedPost> posts, DateTimeOffset start, TimeProvider time)
{
    public IReadOnlyList<ScriptedPost> Posts { get; } = posts;

    public DateTimeOffset Start { get; } = start;

    public double Minute => (time.GetUtcNow() - Start).TotalMinutes;

    public DateTimeOffset At(double minute) => Start.AddMinutes(minute);

    /// <summary>What the site shows now, newest first.</summary>
    public IReadOnlyList<ScriptedPost> Shown(string site, int limit)
    {
        var minute = Minute;
        return Posts.Where(p => p.Site == site && p.Minute <= minute).Reverse().Take(limit).ToList();
    }

    public static IReadOnlyList<ScriptedPost> Load()
    {
        using var stream = typeof(Scenario).Assembly.GetManifestResourceStream("Monitor.Host.Demo.day.jsonl")
            ?? throw new InvalidOperationException("day.jsonl is not embedded in the assembly");
        using var reader = new StreamReader(stream);
        var posts = new List<ScriptedPost>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            posts.Add(JsonSerializer.Deserialize<ScriptedPost>(line, JsonSerializerOptions.Web)!);
        }

        return posts.OrderBy(p => p.Minute).ToList();
    }
}
