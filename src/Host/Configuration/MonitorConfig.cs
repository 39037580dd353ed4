using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.Decide;
using Monitor.Alerts.Templates;
using Monitor.Analysis.Transformer;
using Monitor.Collectors.Probes.Witnessing;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Security;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Core.Weaknesses;
using Monitor.Host.Drill.Scenarios;
using Monitor.Host.Vantages;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Kibana;
using Monitor.Storage.Postgres;

namespace Monitor.Host.Configuration;

/// <summary>One immutable snapshot of everything an operator wrote: monitor.yaml, sources/, targets/, rules/.</summary>
internal sealed record MonitorConfig
{
    [Description("Where posts, alerts and users are kept, and for how long.")]
    public StorageConfig Storage { get; init; } = new();

    [Description("Kibana, where the boards over an archive in Elasticsearch go.")]
    public KibanaConfig Kibana { get; init; } = new();

    [Description("The pages people look at.")]
    public BoardConfig Board { get; init; } = new();

    [Description("What the service tells of itself, and where that goes.")]
    public LoggingConfig Logging { get; init; } = new();

    [Description("Manners and limits of everything that fetches.")]
    public FetchConfig Fetch { get; init; } = new();

    [Description("Manners of everything that checks targets.")]
    public ProbingConfig Probing { get; init; } = new();

    [Description("Other places from which the same targets are checked; each runs `monitor run --role probe` and reports here.")]
    public IReadOnlyList<VantagePoint> Vantages { get; init; } = [];

    [Description("Makes this process a vantage point: it only checks targets, and sends what it saw to the service that judges.")]
    public ReportConfig Report { get; init; } = new();

    [Description("Dates and districts of the exam season.")]
    public ExamSeason Season { get; init; } = new();

    [Description("Ways out to people: mail, robots, webhooks.")]
    public IReadOnlyList<ChannelDefinition> Channels { get; init; } = [];

    [Description("The weekly letter.")]
    public DigestConfig Digest { get; init; } = new();

    [Description("What judges posts beside the models of the data directory.")]
    public ModelsConfig Models { get; init; } = new();

    [Description("What people say of posts and alerts.")]
    public FeedbackConfig Feedback { get; init; } = new();

    [Description("What people work on: clocks, reminders, who takes what.")]
    public CasesConfig Cases { get; init; } = new();

    [Description("The register of weaknesses: days to mend them in, who mends what, what proves it.")]
    public WeaknessRules Weaknesses { get; init; } = new();

    [Description("What a good exercise looks like.")]
    public DrillsConfig Drills { get; init; } = new();

    [Description("Key of the author hash, as env:NAME or file:/path; absent = a random key is made and kept in the data directory.")]
    public Secret? AuthorKey { get; init; }

    [Description("Places elsewhere that are asked whether our own network works, before a target is blamed.")]
    public WitnessOptions Witnesses { get; init; } = new();

    [Description("Orange and red alerts are issued without a person when true.")]
    public bool IssueAutomatically { get; init; }

    [Description("When to speak of alerts, when to wait, and to whom to turn next.")]
    public AlertingOptions Alerting { get; init; } = new();

    [Description("Time between two looks of the judge.")]
    public TimeSpan JudgeEvery { get; init; } = TimeSpan.FromSeconds(5);

    [Description("Memory in MB for the posts of the last day that the judge looks at; of more, those not about the exams go first, then the oldest."), Range(16, 65_536)]
    public int JudgeMemory { get; init; } = 128;

    [FromFolder("sources")]
    public IReadOnlyList<SourceDefinition> Sources { get; init; } = [];

    [FromFolder("targets")]
    public IReadOnlyList<TargetDefinition> Targets { get; init; } = [];

    [FromFolder("rules")]
    public IReadOnlyList<DetectorDefinition> Rules { get; init; } = [];

    [FromFolder("templates")]
    public TemplateSet Templates { get; init; } = TemplateSet.BuiltIn;

    /// <summary>Exercises of drills/*.yaml.</summary>
    [FromFolder("drills")]
    public IReadOnlyList<DrillScenario> Scenarios { get; init; } = [];

    /// <summary>Of facts.yaml.</summary>
    [FromFolder("facts.yaml")]
    public WrittenFacts Facts { get; init; } = WrittenFacts.None;
}

internal enum StorageKind { Sqlite, Postgres }

internal sealed record StorageConfig
{
    [Description("sqlite: one file in the directory, one process. postgres: a database that several replicas share.")]
    public StorageKind Kind { get; init; } = StorageKind.Sqlite;

    [Description("The shared database, where kind is postgres.")]
    public PostgresConfig Postgres { get; init; } = new();

    [Description("Folder of the embedded SQLite store, of models and of drills, relative to the working directory.")]
    public string Directory { get; init; } = "var";

    [Description("Posts older than this are deleted.")]
    public TimeSpan KeepPosts { get; init; } = TimeSpan.FromDays(90);

    [Description("Official facts and denials published longer ago are deleted: a season and its sequel, longer than posts.")]
    public TimeSpan KeepFacts { get; init; } = TimeSpan.FromDays(400);

    [Description("Alerts, notices, decisions, closed cases, mended weaknesses and past silences that ended longer ago are deleted; the audit trail stays."), Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepAlerts { get; init; } = TimeSpan.FromDays(400);

    [Description("Probe results older than this are deleted.")]
    public TimeSpan KeepProbes { get; init; } = TimeSpan.FromDays(30);

    [Description("Their sums by five minutes, which availability is told from, are deleted after this: a season and the one before.")]
    public TimeSpan KeepProbeCurve { get; init; } = TimeSpan.FromDays(400);

    [Description("Where posts and probe results are kept for long.")]
    public ArchiveConfig Archive { get; init; } = new();
}

internal sealed record FetchConfig
{
    [Description("Contact put in the User-Agent so a site's owner can reach us.")]
    public string Contact { get; init; } = "";

    [Description("Whole-request limit.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    [Description("A body that stands still for this long is given up; one that drips on is ended by timeout."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Answers larger than this many bytes are refused."), Range(1024, 1L << 30)]
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    [Description("Pause between two requests to one host.")]
    public TimeSpan HostPace { get; init; } = TimeSpan.FromSeconds(1);

    [Description("Private and loopback addresses that may be fetched (host or host:port).")]
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    [Description("Address of an RSSHub instance, such as http://127.0.0.1:1200; sources name its routes as rsshub:/zhihu/hot. It may be private.")]
    public Uri? RssHub { get; init; }

    [Description("HTTP proxy all sources are read through, such as http://proxy.example.cn:3128; absent = none, whatever the environment says.")]
    public Uri? Proxy { get; init; }

    [Description("User name for the proxy, if it asks for one.")]
    public string? ProxyUser { get; init; }

    [Description("Password for the proxy, as env:NAME or file:/path.")]
    public Secret? ProxyPassword { get; init; }
}

internal sealed record ProbingConfig
{
    [Description("Checks of one host that may be under way at once, whatever number of targets it has."), Range(1, 10_000)]
    public int PerHost { get; init; } = 32;
}

internal sealed record FeedbackConfig
{
    [Description("Labels with their masked text are deleted this long after the end of the season's last phase.")]
    public TimeSpan KeepLabels { get; init; } = TimeSpan.FromDays(30);

    [Description("Precision of alerts is counted over this many newest verdicts."), Range(10, 10_000)]
    public int PrecisionOver { get; init; } = 100;
}

internal sealed record CasesConfig
{
    [Description("How soon a case must be answered.")]
    public CaseLimits Limits { get; init; } = new();

    [Description("Channels that get the reminders; empty = every channel that takes the team's alerts of the case's level.")]
    public IReadOnlyList<string> Channels { get; init; } = [];

    [Description("Who takes what.")]
    public IReadOnlyList<Department> Departments { get; init; } = [];
}

internal sealed record ModelsConfig
{
    [Description("A transformer in ONNX form as a second opinion on sentiment and rumour risk.")]
    public TransformerOptions Transformer { get; init; } = new();
}

internal sealed record DigestConfig
{
    [Description("Channels that get the weekly letter; empty = no letter.")]
    public IReadOnlyList<string> Channels { get; init; } = [];

    [Description("Quartz cron expression in Asia/Shanghai time.")]
    public string Cron { get; init; } = "0 0 8 ? * MON";

    [Description("Roles whose people get a letter of their own, at the address they gave.")]
    public IReadOnlyList<Role> Roles { get; init; } = [];

    [Description("Email channel that carries the letters to people: its server and sender.")]
    public string? Channel { get; init; }

    [Description("The daily brief, of the 24 hours before.")]
    public DailyDigestConfig Daily { get; init; } = new();
}

internal sealed record DailyDigestConfig
{
    [Description("Channels that get the daily brief.")]
    public IReadOnlyList<string> Channels { get; init; } = [];

    [Description("Roles whose people get a brief of their own, by `digest.channel`.")]
    public IReadOnlyList<Role> Roles { get; init; } = [];

    [Description("Quartz cron expression in Asia/Shanghai time.")]
    public string Cron { get; init; } = "0 30 7 * * ?";

    [Description("A day without alerts, cases, outages, dead letters and posts of high risk brings no brief.")]
    public bool OnlyWithNews { get; init; } = true;
}

/// <summary>The snapshot in force. Readers take it once and use it to the end of their work.</summary>
internal interface ICurrentConfig
{
    MonitorConfig Current { get; }
}
