using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Host.Configuration;

namespace Monitor.Host.Cli;

/// <summary>What several commands share: exit codes, options, JSON, and the containment of expected failures.</summary>
internal static class Common
{
    public const int Fine = 0;
    public const int Findings = 1;
    public const int WrongUsage = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Option<string> ConfigOption() => new("--config") { Description = "Config directory.", DefaultValueFactory = _ => "config" };

    public static Option<string?> DataOption(string name = "--data") => new(name) { Description = "Data directory; overrides storage.directory." };

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON, one object a line." };

    public static string Line(object value) => JsonSerializer.Serialize(value, Json);

    /// <summary>Runs a command's body; mistakes of the operator become exit code 2, other failures 1, both told on stderr.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (ConfigException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongUsage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return Findings;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{e.GetType().Name}: {e.Message}");
            return Findings;
        }
    }

    public static int Usage(string message)
    {
        Console.Error.WriteLine(message);
        return WrongUsage;
    }

    public static MonitorConfig LoadConfig(string directory)
    {
        var result = ConfigLoader.Load(directory);
        return result.Config ?? throw new ConfigException(result.Errors);
    }
}
