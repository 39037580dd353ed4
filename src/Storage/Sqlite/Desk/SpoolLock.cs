namespace Monitor.Storage.Sqlite.Desk;

/// <summary>One sender at a time over all processes of this data directory: two would overtake each other. It ends with its process.</summary>
internal static class SpoolLock
{
    /// <summary>Null while another holds it.</summary>
    public static FileStream? TryTake(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }
}
