using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monitor.Core.Security;
using Monitor.Storage.Postgres;
using Npgsql;

namespace Monitor.Tests.Support;

/// <summary>A real PostgreSQL of its own in a temporary folder, on a free port of loopback. It ends with this process, however that ends.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Password = "Of-no-worth-2026";

    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres"))) : null;

    private static readonly Lazy<Task<PostgresServer>> One = new(StartAsync);

    private readonly string _home;
    private Process? _keeper;
    private int _databases;

    private PostgresServer(string home, int port) => (_home, Port) = (home, port);

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing => Programs is null ? "PostgreSQL is not installed (apt-get install postgresql)" : null;

    /// <summary>The one that all tests of this run share, each with a database of its own.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    public int Port { get; }

    public int Pid { get; private set; }

    /// <summary>Made once; started and killed as a test likes.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var home = Directory.CreateTempSubdirectory("postgres").FullName;
        var server = new PostgresServer(home, FreePort());
        await File.WriteAllTextAsync(Path.Combine(home, "password"), Password);
        Run($"chmod 755 '{home}' && mkdir '{home}/data' && {(IsRoot ? $"chown postgres '{home}/data' '{home}/password' &&" : "")} {AsOwner}{Programs}/initdb -D '{home}/data' -U monitor --auth=scram-sha-256 --pwfile='{home}/password' --encoding=UTF8 --locale=C.UTF-8 --no-sync");
        await server.BeginAsync();
        return server;
    }

    /// <summary>Starts the server on the same files and port again.</summary>
    public async Task BeginAsync()
    {
        // The keeper reads a pipe of ours: it ends when we do, and with it the server and its files, gigabytes after a whole run. A line keeps them.
        var script = $"""
            exec 2>/dev/null
            {AsOwner}{Programs}/postgres -D '{_home}/data' -p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300 -c log_min_messages=fatal >'{_home}/log' 2>&1 &
            pid=$!; echo $pid; read -r _ && keep=1; kill -QUIT $pid 2>/dev/null; wait $pid; [ -n "$keep" ] || rm -rf '{_home}'
            """;
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Pid = int.Parse((await _keeper.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false;Timeout=5");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (tries < 600 && !_keeper.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>As a machine that loses its power: nobody is told, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        Run($"for p in $(pgrep -P {Pid}) {Pid}; do kill -9 $p; done; while kill -0 {Pid} 2>/dev/null; do :; done; rm -f '{_home}/data/postmaster.pid'");
        await _keeper!.StandardInput.WriteLineAsync();
        await _keeper.WaitForExitAsync();
    }

    /// <summary>A database nobody else knows.</summary>
    public async Task<PostgresConfig> DatabaseAsync()
    {
        var name = $"d{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new PostgresConfig { Connection = new Secret("env:TEST_POSTGRES", Connection(name)), Pool = 40 };
    }

    /// <summary>What kill -9 of every process of ours leaves of their connections: the server finds them broken.</summary>
    public async Task BreakConnectionsAsync(PostgresConfig config)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", connection);
        end.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(config.Connection!.Reveal()).Database!);
        await end.ExecuteNonQueryAsync();
    }

    public string Connection(string database) => $"Host=127.0.0.1;Port={Port};Username=monitor;Password={Password};Database={database}";

    public async ValueTask DisposeAsync()
    {
        if (_keeper is { HasExited: false })
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
        }

        if (Directory.Exists(_home)) Directory.Delete(_home, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The server refuses to run as root.</summary>
    private static string AsOwner => IsRoot ? "setpriv --reuid=postgres --regid=postgres --init-groups -- " : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{said.Result}\n{error}");
    }
}
