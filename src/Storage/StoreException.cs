namespace Monitor.Storage;

/// <summary>The store cannot be used as it is: disk full, no permission, damaged, locked or from a newer build. The message says what to do.</summary>
public sealed class StoreException(string message, Exception? inner = null) : IOException(message, inner);
