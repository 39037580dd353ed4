namespace Monitor.Collectors;

/// <summary>What the options of every kind that reads the web have in common.</summary>
public interface IWebOptions
{
    /// <summary>Address the source is read at, as written.</summary>
    string Url { get; }

    /// <summary>Whether the source keeps and sends cookies, its own only.</summary>
    bool Cookies { get; }
}
