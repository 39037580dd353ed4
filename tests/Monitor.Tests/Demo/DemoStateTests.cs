using Monitor.Host.Demo;
using Monitor.Host.Demo.Clock;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class DemoStateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("demo-state").FullName;

    [Fact]
    public void A_state_written_is_read_back_whole()
    {
        var file = new DemoStateFile(_directory);
        var state = DemoState.New(0) with { Reached = DemoDay.Start.AddMinutes(33) };
        file.Write(state);
        Assert.Equal(state, file.Read());
    }

    [Fact]
    public void After_a_kill_time_goes_on_and_never_back()
    {
        var state = DemoState.New(0);
        Assert.Equal(DemoDay.Start, DayKeeper.Resume(state, 60));
        var killed = state with { Reached = DemoDay.Start.AddMinutes(30) };
        Assert.True(DayKeeper.Resume(killed, 60) > killed.Reached + DayKeeper.Every * 60);
    }

    [Fact]
    public void Ports_are_nine_different_ones()
    {
        var p = DemoPorts.Free(0);
        int[] all = [p.Board, p.Microblog, p.Forum, p.News, p.Notices, p.Filing, p.FilingTls, p.Hook, p.Smtp];
        Assert.Equal(9, all.Distinct().Count());
    }

    [Fact]
    public void Starting_over_spares_what_is_not_the_demos()
    {
        var file = new DemoStateFile(_directory);
        Directory.CreateDirectory(Path.Combine(_directory, "data"));
        File.WriteAllText(Path.Combine(_directory, "letter.txt"), "mine");
        file.Forget();
        Assert.True(Directory.Exists(Path.Combine(_directory, "data")));
        file.Write(DemoState.New(0));
        file.Forget();
        Assert.False(Directory.Exists(Path.Combine(_directory, "data")));
        Assert.True(File.Exists(Path.Combine(_directory, "letter.txt")));
    }

    [Fact]
    public void A_broken_state_names_its_file()
    {
        File.WriteAllText(Path.Combine(_directory, "demo.json"), "{");
        var error = Assert.Throws<InvalidDataException>(() => new DemoStateFile(_directory).Read());
        Assert.Contains("demo.json", error.Message);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
