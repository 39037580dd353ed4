using System.Text;
using Monitor.Host.Logging.Elasticsearch;
using Monitor.Storage.Elasticsearch.Logs;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class LogQueueTests
{
    [Fact]
    public void When_full_the_oldest_of_the_lowest_level_makes_room_and_is_counted()
    {
        var queue = new LogQueue(4, 1_000);
        foreach (var (level, id) in new[] { (LogEventLevel.Error, "e1"), (LogEventLevel.Information, "i1"), (LogEventLevel.Debug, "d1"), (LogEventLevel.Information, "i2"), (LogEventLevel.Error, "e2"), (LogEventLevel.Warning, "w1"), (LogEventLevel.Error, "e3") })
            queue.Add(level, Line(id));
        Assert.Equal(3, queue.TakeDropped());
        Assert.Equal(0, queue.TakeDropped());
        Assert.Equal(["e1", "e2", "w1", "e3"], Ids(queue.Take(10, 1_000)));
        Assert.Equal((0, 0L), (queue.Count, queue.Bytes));
    }

    [Fact]
    public void Bytes_bound_it_as_well_and_what_is_put_back_stands_where_it_stood()
    {
        var queue = new LogQueue(100, 50);
        for (var i = 0; i < 20; i++) queue.Add(i % 2 == 0 ? LogEventLevel.Information : LogEventLevel.Warning, Line($"{i:00}", 10));
        Assert.Equal((5, 50L), (queue.Count, queue.Bytes));
        var first = queue.Take(2, 1_000);
        queue.Add(LogEventLevel.Error, Line("20", 10));
        queue.PutBack(first);
        Assert.Equal(["13", "15", "17", "19", "20"], Ids(queue.Take(10, 1_000)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_batch_ends_at_its_bytes()
    {
        var queue = new LogQueue(100, 1_000);
        for (var i = 0; i < 5; i++) queue.Add(LogEventLevel.Information, Line($"{i}", 10));
        Assert.Equal(["0", "1"], Ids(queue.Take(10, 15)));
    }

    private static LogLine Line(string id, int bytes = 1) => new(id, Encoding.UTF8.GetBytes(new string('x', bytes)));

    private static IEnumerable<string> Ids(IEnumerable<LogQueue.Waiting> taken) => taken.Select(w => w.Line.Id);
}
