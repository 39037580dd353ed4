namespace Monitor.Host.Kibana;

/// <summary>
/// Ids and names of everything a board is made of. All begin with the archive's prefix, so that districts that share a Kibana never meet, and none is
/// random, so that importing again replaces instead of adding.
/// </summary>
/// <param name="PublicUrl">Address of Monitor's own board, without a slash at its end; null = rows carry no links.</param>
internal sealed record BoardNames(string Prefix, string? PublicUrl)
{
    public const string Time = "@timestamp";

    public string PostsView => Prefix + "-view-posts";

    public string ProbesView => Prefix + "-view-probes";

    public string AlertsView => Prefix + "-view-alertevents";

    /// <summary>Indices by their own names and not by the alias, on which a reader would need rights of its own.</summary>
    public string PostsPattern => Prefix + "-posts-*";

    public string ProbesPattern => Prefix + "-probes-default";

    public string AlertsPattern => Prefix + "-alertevents-default";

    public string Propaganda => Prefix + "-board-propaganda";

    public string Security => Prefix + "-board-security";

    public string Search(string name) => $"{Prefix}-search-{name}";
}

/// <summary>The three data views.</summary>
internal enum View { Posts, Probes, Alerts }
