using Monitor.Storage.Elasticsearch;

namespace Monitor.Storage.Sqlite.Desk;

/// <summary>One sender at a time over all processes of this data directory: two would overtake each other. It ends with its process.</summary>
internal sealed class SpoolLock : ITurn
{
    private readonly FileStream _file;

    private SpoolLock(FileStream file) => _file = file;

    /// <summary>Null while another holds it.</summary>
    public static SpoolLock? TryTake(string file)
    {
        try
        {
            return new SpoolLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }

    /// <summary>A file that is open stays ours.</summary>
    public Task<bool> HoldsAsync(CancellationToken ct) => Task.FromResult(true);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
