using System.Text.Json;

namespace Monitor.Host.Demo.Clock;

/// <summary>Keeps <see cref="DemoState"/> in one file that is replaced whole, so a kill leaves the old or the new one, never half.</summary>
internal sealed class DemoStateFile(string directory)
{
    private readonly string _path = Path.Combine(directory, "demo.json");

    public DemoState? Read()
    {
        if (!File.Exists(_path)) return null;
        try
        {
            return JsonSerializer.Deserialize<DemoState>(File.ReadAllText(_path), JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{_path}: not a demo state ({e.Message}); start over with --fresh", e);
        }
    }

    /// <summary>Starts over. Deletes only what a demo writes, and only where a demo has been: the directory may be anyone's.</summary>
    public void Forget()
    {
        if (!File.Exists(_path)) return;
        foreach (var folder in new[] { "config", "data", "certificates" })
        {
            var path = Path.Combine(directory, folder);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }

        foreach (var name in new[] { "mails.jsonl", "calls.jsonl", "webhook.secret" }) File.Delete(Path.Combine(directory, name));
        File.Delete(_path);
    }

    public void Write(DemoState state)
    {
        var next = _path + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(state, JsonSerializerOptions.Web));
        File.Move(next, _path, overwrite: true);
    }
}
