namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>What imitations of an examination office's names are made of.</summary>
internal static class Trade
{
    public static IReadOnlyList<string> Words { get; } =
    [
        "gaokao", "zhongkao", "zhiyuan", "chafen", "luqu", "baoming", "ks", "edu", "cn", "gov", "login", "tianbao", "chaxun", "zsb", "zhaosheng", "kaoshi", "gk", "zk", "fenshu", "m", "www", "online",
    ];

    public static IReadOnlyList<string> Endings { get; } =
    [
        "com", "cn", "net", "com.cn", "org", "top", "xyz", "vip", "cc", "net.cn", "org.cn", "site", "online", "club", "icu", "info", "ink", "work", "asia", "shop", "fun", "tech", "wang", "ltd", "group", "life", "live", "store", "pro", "co", "me", "in", "tv", "mobi", "biz", "love", "website", "space", "edu.cn", "gov.cn",
    ];

    /// <summary>Endings for which a registry asks for papers: an imitation seldom gets one, and takes the nearest free ending instead.</summary>
    public static bool IsClosed(string ending) => ending.Split('.')[0] is "gov" or "edu" or "mil" or "ac" || ending is "gov" or "edu" or "mil";

    /// <summary>Where imitations go first.</summary>
    public static IReadOnlyList<string> Nearest { get; } = ["com", "cn", "com.cn", "net"];
}
