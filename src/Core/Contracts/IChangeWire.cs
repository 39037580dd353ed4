namespace Monitor.Core.Contracts;

/// <summary>Short words between processes that share a store; a word may be lost with a connection.</summary>
public interface IChangeWire
{
    Task SendAsync(string word, CancellationToken ct);

    /// <summary>Hears every word said from when <paramref name="ready"/> is called until the token fires or the connection breaks, which throws.</summary>
    Task ListenAsync(Action ready, Action<string> heard, CancellationToken ct);
}
