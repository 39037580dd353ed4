using System.CommandLine;
using Monitor.Host.Demo;

namespace Monitor.Host.Cli;

/// <summary>`monitor demo`: a simulated district, offline.</summary>
internal static class DemoEntry
{
    public static Command Build()
    {
        var standard = new DemoOptions();
        var speed = new Option<double>("--speed") { Description = "Simulated seconds per real second.", DefaultValueFactory = _ => standard.Speed };
        var port = new Option<int>("--port") { Description = "Port of the board on loopback; 0 picks a free one.", DefaultValueFactory = _ => standard.Port };
        var directory = new Option<string?>("--directory") { Description = "Where the demo keeps its files." };
        var once = new Option<bool>("--once") { Description = "End after the summary." };
        var fresh = new Option<bool>("--fresh") { Description = "Forget an earlier demo in the same directory." };
        var smtp = new Option<string?>("--smtp") { Description = "host:port of a mail server without sign-in that takes the letters instead of the demo's own catcher." };
        smtp.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } value && (value.Split(':') is not [{ Length: > 0 }, var number] || !ushort.TryParse(number, out _)))
                r.AddError($"--smtp expects host:port such as 127.0.0.1:2525, found '{value}'");
        });
        var command = new Command("demo", "A whole simulated district, offline: sites, filing system, receivers, a day that goes wrong.") { speed, port, directory, once, fresh, smtp };
        command.SetAction((parsed, ct) => Common.GuardAsync(() => DemoCommand.RunAsync(standard with
        {
            Speed = parsed.GetValue(speed),
            Port = parsed.GetValue(port),
            Directory = parsed.GetValue(directory),
            Once = parsed.GetValue(once),
            Fresh = parsed.GetValue(fresh),
            Smtp = parsed.GetValue(smtp),
        }, MonitorApp.BuildAsync, ct)));
        return command;
    }
}
