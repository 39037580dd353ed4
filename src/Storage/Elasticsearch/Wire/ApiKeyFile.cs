namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>The API key of a mounted file, read again when the file changes, so that a key is rotated without a restart.</summary>
internal sealed class ApiKeyFile(string? file)
{
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _stamp;
    private string? _key;

    /// <summary>Null when no file is configured.</summary>
    /// <exception cref="StoreException">The file cannot be read or is empty.</exception>
    public string? Read()
    {
        if (file is null) return null;
        lock (_gate)
        {
            try
            {
                var info = new FileInfo(file);
                var stamp = (info.LastWriteTimeUtc, info.Exists ? info.Length : -1);
                if (_key is not null && stamp == _stamp) return _key;
                var key = File.ReadAllText(file).Trim();
                if (key.Length == 0 || key.Any(char.IsWhiteSpace)) throw new StoreException($"The API key file {file} holds no key; expected the one word Elasticsearch answered as `encoded`.");
                (_key, _stamp) = (key, stamp);
                return key;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not StoreException)
            {
                throw new StoreException($"The API key file {file} cannot be read: {e.Message}", e);
            }
        }
    }
}
