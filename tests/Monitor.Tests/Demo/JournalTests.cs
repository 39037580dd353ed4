using Monitor.Host.Demo.Receivers;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class JournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("journal").FullName, "j.jsonl");

    [Fact]
    public void Entries_outlive_the_process_and_a_torn_line_swallows_nothing()
    {
        using (var journal = new Journal<CaughtMail>(_path)) journal.Add(Mail("一"));
        File.AppendAllText(_path, "{\"at\":\"20");
        using (var journal = new Journal<CaughtMail>(_path))
        {
            Assert.Equal(["一"], journal.Entries.Select(m => m.Subject));
            journal.Add(Mail("二"));
        }

        using var again = new Journal<CaughtMail>(_path);
        Assert.Equal(["一", "二"], again.Entries.Select(m => m.Subject));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private static CaughtMail Mail(string subject) => new(DateTimeOffset.UnixEpoch, "a@x", ["b@x"], subject, "", null);
}
