using Microsoft.Data.Sqlite;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>One store, one receiver, one mail server, and a service that is killed and started again, each time some minutes later.</summary>
internal sealed class DoomedHouse : IAsyncDisposable
{
    /// <summary>Longer than any lease, and than the hold-down before an alert ends.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(3);

    /// <summary>Longer than the longest back-off and than flapping is remembered.</summary>
    private static readonly TimeSpan LongStep = TimeSpan.FromMinutes(65);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("doomed");
    private readonly Random _chance;
    private readonly int _seed;
    private TimeSpan _ahead;
    private int _letters;

    private DoomedHouse(int seed, MailServer mail) => (_seed, _chance, Mail, Receiver) = (seed, new Random(seed), mail, new RoughReceiver(seed));

    public RoughReceiver Receiver { get; }

    public MailServer Mail { get; }

    public List<Taken> Letters { get; } = [];

    public int Kills { get; private set; }

    public int KillsAtStart { get; private set; }

    public string Data => Path.Combine(_home.FullName, "data");

    public static async Task<DoomedHouse> BuildAsync(int seed)
    {
        var house = new DoomedHouse(seed, await MailServer.StartAsync());
        await house.Receiver.StartAsync();
        await house.FurnishAsync();
        return house;
    }

    /// <summary>One life: what is watched changes, the service starts, and at a random moment of its start or its work it is killed.</summary>
    public async Task LiveAsync(CancellationToken ct)
    {
        Receiver.Life++;
        Receiver.Shake(_chance);
        _ahead += Step;
        var (kind, chance) = (_chance.Next(100), _chance.NextDouble());
        await using var doomed = DoomedProcess.Start(Path.Combine(_home.FullName, "config"), Data, _ahead, _seed + Receiver.Life);
        if (kind < 12)
        {
            KillsAtStart++;
            await Task.Delay(TimeSpan.FromMilliseconds(chance * 800), TimeProvider.System, ct);
        }
        else
        {
            await doomed.Ready.WaitAsync(Patience, TimeProvider.System, ct);
            // Now and then long enough for a send that hangs to be given up.
            await Task.Delay(TimeSpan.FromMilliseconds(kind < 16 ? 2200 + (chance * 800) : chance * 1200), TimeProvider.System, ct);
        }

        if (doomed.HasEnded) throw new InvalidOperationException("the service ended by itself:\n" + doomed.Said);
        await doomed.KillAsync();
        Kills++;
        CollectLetters();
    }

    /// <summary>With a receiver that takes everything and nothing out of order any more, the service runs until all is said.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        (Receiver.Healed, Receiver.Life) = (true, Receiver.Life + 1);
        Receiver.Calm();
        for (var round = 0; round < 8; round++)
        {
            _ahead += LongStep;
            await using var doomed = DoomedProcess.Start(Path.Combine(_home.FullName, "config"), Data, _ahead, _seed);
            await doomed.Ready.WaitAsync(Patience, TimeProvider.System, ct);
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            var quiet = 0;
            // Quiet for a second: several looks of the judge.
            while (quiet < 10 && !patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
                quiet = Count("SELECT count(*) FROM outbox WHERE status < 2") == 0 ? quiet + 1 : 0;
            }

            await doomed.KillAsync();
            if (quiet >= 10 && Count("SELECT count(*) FROM alerts WHERE open = 1") == 0) break;
        }

        CollectLetters();
    }

    public long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "monitor.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Mail.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private void CollectLetters()
    {
        var all = Mail.Letters;
        foreach (var letter in all.Skip(_letters)) Letters.Add(new Taken("mail", letter.Message.Headers["X-Monitor-Id"]!, Receiver.Life, Answered: true));
        _letters = all.Count;
    }

    private async Task FurnishAsync()
    {
        var config = _home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "key"), DoomedBooks.RobotKey);
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), $$"""
            judgeEvery: 5s
            issueAutomatically: true
            alerting: { groupSameKind: 10000, groupAny: 10000, remindAfter: 0s }
            channels:
              - { id: hook, kind: webhook, dailyCap: 0, options: { url: "{{Receiver.Url("/hook")}}", timeout: 2s } }
              - { id: robot, kind: wecom, dailyCap: 0, options: { url: "{{Receiver.Url("/robot")}}", key: "file:key", timeout: 2s } }
              - { id: mail, kind: email, dailyCap: 0, options: { host: 127.0.0.1, port: {{Mail.Port}}, security: none, from: monitor@qingwu.example, to: [zhiban@qingwu.example], timeout: 10s } }

            """);
        var rules = config.CreateSubdirectory("rules");
        await File.WriteAllTextAsync(Path.Combine(rules.FullName, "outage.yaml"), "kind: outage\noptions:\n  recoverAfter: 2\n");
        var targets = config.CreateSubdirectory("targets");
        for (var i = 0; i < Receiver.Targets; i++)
        {
            // Two names of one machine, for a fallen host explains its other targets and then they are not told of.
            var page = Receiver.Url($"/page/{i}");
            if (i % 2 == 1) page = page.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(targets.FullName, $"page-{i}.yaml"), $"""
                id: page-{i}
                name: 第{i}号系统
                kind: http
                interval: 2s
                confirm: 2
                options: {"{"} url: "{page}", maxLatency: 150ms {"}"}

                """);
        }
    }
}
