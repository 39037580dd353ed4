namespace Monitor.Host.Board.Access.Table;

/// <summary>How an endpoint knows who comes.</summary>
internal enum AccessKind
{
    /// <summary>Anybody may come.</summary>
    Open,

    /// <summary>A page or form of the board: people, by their session. A key opens none.</summary>
    Page,

    /// <summary>The JSON API: API keys only. A session opens none, so there is no form to forge.</summary>
    Api,

    /// <summary>People by their session or API keys, for reading only.</summary>
    Either,

    /// <summary>A key, token or signed link of its own is the right to it; neither session nor API key counts.</summary>
    OwnKey,
}

/// <summary>One route and method, and who is let as far as its handler. The handler may still refuse single rows; see <see cref="Permissions"/>.</summary>
internal sealed record AccessLine(AccessKind Kind, string Method, string Route, Caller Allowed)
{
    public bool Admits(Caller caller) => Allowed.HasFlag(caller);
}
