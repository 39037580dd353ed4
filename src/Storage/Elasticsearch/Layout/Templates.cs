using System.Text.Json.Nodes;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>Something set up once by an administrator: its path, and the body that is put there.</summary>
internal sealed record SetupPart(string Path, JsonObject Body);

/// <summary>Policies, the Chinese analysis and the mappings, in the order in which they build on each other. Mappings are strict: a mistake of ours is refused, not learnt.</summary>
internal static class Templates
{
    /// <summary>Raised with every change of a body below.</summary>
    public const int Version = 2;

    /// <summary>Above everything that ships with Elasticsearch.</summary>
    private const int Priority = 500;

    public static IReadOnlyList<SetupPart> All(ArchiveConfig config)
    {
        var names = new Names(config.Prefix);
        return
        [
            new("_ilm/policy/" + names.PostsPolicy, Policy(null, "45d", config.DropPosts)),
            new("_ilm/policy/" + names.StreamsPolicy, Policy(new JsonObject { ["max_age"] = "7d", ["max_primary_shard_size"] = "30gb" }, "7d", config.DropStreams)),
            new("_component_template/" + names.ZhComponent, Chinese()),
            new("_index_template/" + names.PostsTemplate, Template(names, names.Prefix + "-posts-*", stream: false, Settings(config, names.PostsPolicy, parseDate: true), Mappings.Posts(config.Analyzer), names.Posts)),
            new("_index_template/" + names.ProbesTemplate, Template(names, names.Prefix + "-probes-*", stream: true, Settings(config, names.StreamsPolicy, parseDate: false), Mappings.Probes(), null)),
            new("_index_template/" + names.AlertEventsTemplate, Template(names, names.Prefix + "-alertevents-*", stream: true, Settings(config, names.StreamsPolicy, parseDate: false), Mappings.AlertEvents(config.Analyzer), null)),
        ];
    }

    public static JsonObject Meta() => new() { ["managed_by"] = "monitor", ["version"] = Version };

    private static JsonObject Policy(JsonObject? rollover, string warmAfter, TimeSpan dropAfter)
    {
        var hot = new JsonObject { ["set_priority"] = new JsonObject { ["priority"] = 100 } };
        if (rollover is not null) hot["rollover"] = rollover;
        return new JsonObject
        {
            ["policy"] = new JsonObject
            {
                ["_meta"] = Meta(),
                ["phases"] = new JsonObject
                {
                    ["hot"] = new JsonObject { ["min_age"] = "0ms", ["actions"] = hot },
                    ["warm"] = new JsonObject
                    {
                        ["min_age"] = warmAfter,
                        ["actions"] = new JsonObject { ["forcemerge"] = new JsonObject { ["max_num_segments"] = 1 }, ["set_priority"] = new JsonObject { ["priority"] = 50 } },
                    },
                    ["delete"] = new JsonObject { ["min_age"] = $"{(int)dropAfter.TotalHours}h", ["actions"] = new JsonObject { ["delete"] = new JsonObject() } },
                },
            },
        };
    }

    /// <summary>Character pairs by what every node has built in. No html_strip: texts are plain, and what stands between angle brackets belongs to them.</summary>
    private static JsonObject Chinese() => new()
    {
        ["template"] = new JsonObject
        {
            ["settings"] = new JsonObject
            {
                ["analysis"] = new JsonObject
                {
                    ["filter"] = new JsonObject { ["zh_bi_uni"] = new JsonObject { ["type"] = "cjk_bigram", ["output_unigrams"] = true } },
                    ["analyzer"] = new JsonObject
                    {
                        ["zh_bigram"] = Analyzer("cjk_bigram"),
                        ["zh_bi_uni"] = Analyzer("zh_bi_uni"),
                    },
                },
            },
        },
        ["_meta"] = Meta(),
        ["version"] = Version,
    };

    private static JsonObject Analyzer(string last) => new()
    {
        ["type"] = "custom",
        ["tokenizer"] = "standard",
        ["filter"] = new JsonArray("cjk_width", "lowercase", last),
    };

    private static JsonObject Settings(ArchiveConfig config, string policy, bool parseDate)
    {
        var lifecycle = new JsonObject { ["name"] = policy };
        if (parseDate) lifecycle["parse_origination_date"] = true;
        return new JsonObject
        {
            ["index"] = new JsonObject
            {
                ["number_of_shards"] = 1,
                ["number_of_replicas"] = config.Replicas,
                ["refresh_interval"] = $"{(long)config.Refresh.TotalMilliseconds}ms",
                ["codec"] = "best_compression",
                ["lifecycle"] = lifecycle,
                ["mapping"] = new JsonObject { ["total_fields"] = new JsonObject { ["limit"] = 300 } },
            },
        };
    }

    private static JsonObject Template(Names names, string pattern, bool stream, JsonObject settings, JsonObject mappings, string? alias)
    {
        var template = new JsonObject { ["settings"] = settings, ["mappings"] = mappings };
        if (alias is not null) template["aliases"] = new JsonObject { [alias] = new JsonObject() };
        var body = new JsonObject
        {
            ["index_patterns"] = new JsonArray(pattern),
            ["priority"] = Priority,
            ["composed_of"] = new JsonArray(names.ZhComponent),
            ["version"] = Version,
            ["_meta"] = Meta(),
            ["template"] = template,
        };
        if (stream) body["data_stream"] = new JsonObject();
        return body;
    }
}
