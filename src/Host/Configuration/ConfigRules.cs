using Monitor.Collectors.Fetching;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Security;
using Monitor.Host.Vantages;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Configuration;

/// <summary>What only the whole can tell: ids used twice, references that lead nowhere, phases that end before they begin.</summary>
internal static class ConfigRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static void Check(MonitorConfig config, BindContext context, List<ConfigError> errors)
    {
        CheckChannels(config, context);
        FailoverRules.Check(config.Channels, context);
        CheckPhases(config, context);
        CaseRules.Check(config, context);
        RegisterRules.Check(config, context);
        CheckOnCall(config, context);
        CheckArchive(config.Storage, context);
        CheckShared(config, context);
        if (config.Storage.KeepProbeCurve < config.Storage.KeepProbes)
            context.Fail(context.LineOf("storage.keepProbeCurve"), "storage.keepProbeCurve", "expected at least storage.keepProbes: the sums outlive the results");
        DigestRules.Check(config, context);
        LoggingRules.Check(config, context);
        VantageRules.Check(config, context);
        if (FetchSettings.UserAgentFault(Fetching.Settings(config.Fetch).UserAgent) is not null)
            context.Fail(context.LineOf("fetch.contact"), "fetch.contact", $"expected a web or mail address in ASCII, without line breaks or single parentheses, found '{config.Fetch.Contact}'");
        CheckHttp(config.Fetch.RssHub, "fetch.rssHub", context);
        CheckHttp(config.Fetch.Proxy, "fetch.proxy", context);
        if (config.JudgeEvery < Shortest) context.Fail(context.LineOf("judgeEvery"), "judgeEvery", "expected at least 1s");
        if (config.AuthorKey is { } key && key.Reveal().Length < 16)
            context.Fail(context.LineOf("authorKey"), "authorKey", "expected a key of at least 16 characters");
        if (config.AuthorKey is { } author && KeptKey.IsBroken(author)) context.Fail(context.LineOf("authorKey"), "authorKey", "expected raw: with exactly 64 hexadecimal digits");
        BoardRules.Check(config.Board, context);
    }

    private static void CheckHttp(Uri? address, string key, BindContext context)
    {
        if (address is not null && (address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0))
            context.Fail(context.LineOf(key), key, $"expected an address such as http://127.0.0.1:1200, without a user name, found '{address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped)}'");
    }

    public static void UniqueIds<T>(IReadOnlyList<ReadFile<T>> files, Func<T, string> id, List<ConfigError> errors) where T : class
    {
        foreach (var group in files.Where(f => f.Value is not null && id(f.Value).Length > 0).GroupBy(f => id(f.Value!), StringComparer.Ordinal))
            foreach (var again in group.Skip(1))
                errors.Add(new ConfigError(again.File, again.Context.LineOf("id"), "id", $"duplicate id '{group.Key}'; it is already used in {group.First().File}"));
    }

    public static void Intervals<T>(IReadOnlyList<ReadFile<T>> files, Func<T, TimeSpan> interval) where T : class
    {
        foreach (var file in files)
            if (file.Value is { } value && interval(value) < Shortest) file.Context.Fail(file.Context.LineOf("interval"), "interval", "expected at least 1s");
    }

    /// <summary>A phase that the season does not have would be waited for in vain.</summary>
    public static void Phases<T>(IReadOnlyList<ReadFile<T>> files, Func<T, IEnumerable<string>> named, ExamSeason season, string key = "phases") where T : class
    {
        var known = season.Phases.Select(p => p.Name).ToArray();
        foreach (var file in files.Where(f => f.Value is not null))
            foreach (var name in named(file.Value!).Where(n => !known.Contains(n, StringComparer.Ordinal)))
                file.Context.Fail(file.Context.LineOf($"{key}.{name}"), $"{key}.{name}", $"the season in monitor.yaml has no phase '{name}'; it has: {(known.Length == 0 ? "none" : string.Join(", ", known))}.{Nearest.Suggest(name, known)}");
    }

    private static void CheckChannels(MonitorConfig config, BindContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < config.Channels.Count; i++)
            if (!seen.Add(config.Channels[i].Id)) context.Fail(context.LineOf($"channels[{i}].id"), $"channels[{i}].id", $"duplicate id '{config.Channels[i].Id}'");
    }

    /// <summary>What is deleted before it leaves the last days would be missed by nobody until it is looked for.</summary>
    private static void CheckArchive(StorageConfig storage, BindContext context)
    {
        if (storage.Archive.Kind == ArchiveKind.Store) return;
        if (storage.Archive.Window >= storage.KeepPosts || storage.Archive.Window >= storage.KeepProbes)
            context.Fail(context.LineOf("storage.archive.window"), "storage.archive.window", "expected less than storage.keepPosts and storage.keepProbes");
        if (storage.Archive.DropPosts < storage.KeepPosts)
            context.Fail(context.LineOf("storage.archive.dropPosts"), "storage.archive.dropPosts", "expected at least storage.keepPosts");
        if (storage.Archive.DropStreams < storage.KeepProbes)
            context.Fail(context.LineOf("storage.archive.dropStreams"), "storage.archive.dropStreams", "expected at least storage.keepProbes");
    }

    /// <summary>What replicas must have in common they cannot each make for themselves.</summary>
    private static void CheckShared(MonitorConfig config, BindContext context)
    {
        if (config.Storage.Kind != StorageKind.Postgres) return;
        if (config.Storage.Postgres.Connection is null)
            context.Fail(context.LineOf("storage.postgres.connection"), "storage.postgres.connection", "expected a connection string as env:NAME or file:/path, because storage.kind is postgres");
        if (config.AuthorKey is null) context.Fail(context.LineOf("authorKey"), "authorKey", "expected a key as env:NAME or file:/path: with storage.kind postgres all replicas must hash authors alike");
        if (config.Board.LinkKey is null) context.Fail(context.LineOf("board.linkKey"), "board.linkKey", "expected a key as env:NAME or file:/path: with storage.kind postgres all replicas must know each other's links");
    }

    private static void CheckOnCall(MonitorConfig config, BindContext context)
    {
        var (known, names) = (config.Channels.Select(c => c.Id).ToArray(), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < config.Alerting.OnCall.Count; i++)
        {
            var (step, key) = (config.Alerting.OnCall[i], $"alerting.onCall[{i}]");
            if (!names.Add(step.Name)) context.Fail(context.LineOf(key + ".name"), key + ".name", $"duplicate name '{step.Name}'");
            foreach (var channel in step.Channels.Where(c => !known.Contains(c, StringComparer.Ordinal)))
                context.Fail(context.LineOf(key + ".channels"), key + ".channels", $"no channel has the id '{channel}'.{Nearest.Suggest(channel, known)}");
        }
    }

    /// <summary>A dependence on what no file has would hold nothing back.</summary>
    public static void Dependences(IReadOnlyList<ReadFile<TargetDefinition>> targets)
    {
        var known = targets.Where(t => t.Value is not null).Select(t => t.Value!.Id).ToArray();
        foreach (var file in targets.Where(t => t.Value is not null))
            foreach (var parent in file.Value!.DependsOn.Where(p => !known.Contains(p, StringComparer.Ordinal) || p == file.Value.Id))
                file.Context.Fail(file.Context.LineOf("dependsOn"), "dependsOn", parent == file.Value.Id ? "a target cannot depend on itself" : $"no target has the id '{parent}'.{Nearest.Suggest(parent, known)}");
    }

    private static void CheckPhases(MonitorConfig config, BindContext context)
    {
        for (var i = 0; i < config.Season.Phases.Count; i++)
        {
            var phase = config.Season.Phases[i];
            var key = $"season.phases[{i}].until";
            if (phase.Until <= phase.From) context.Fail(context.LineOf(key), key, "expected a moment after 'from'");
        }
    }
}
