namespace Monitor.Host.Replay.Reading;

/// <summary>Keeps standard input in a file, since a recording is read twice. The file goes with the object.</summary>
internal sealed class Spool : IDisposable
{
    private readonly List<string> _files = [];

    public string Keep(Stream input)
    {
        var path = Path.GetTempFileName();
        _files.Add(path);
        using var file = File.Create(path);
        input.CopyTo(file);
        return path;
    }

    public void Dispose() => _files.ForEach(File.Delete);
}
