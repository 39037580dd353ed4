using static Monitor.Core.Probes.FindingSeverity;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Pages made for developers, folders that list themselves, maps back to the source.</summary>
internal static class DebugChecks
{
    public static IReadOnlyList<ExposureCheck> All { get; } =
    [
        new("phpinfo", ExposureKind.Debug, Medium, ["/phpinfo.php", "/info.php", "/test.php"], a => Signs.Text("PHP Version", "class=\"e\">", "class=\"v\">", "Loaded Configuration File")(a) is null ? null : "PHP Version …", "phpinfo 页面对公网开放", "a phpinfo page is public"),
        new("pprof", ExposureKind.Debug, Medium, ["/debug/pprof/"], Signs.Titled("/debug/pprof/", "goroutine"), "Go 性能分析端点对公网开放", "Go's pprof is public"),
        new("server-status", ExposureKind.Debug, Medium, ["/server-status"], Signs.Titled("Apache Status", "Server uptime:"), "Apache 状态页对公网开放，可见来访者地址", "Apache's status page is public and shows visitors' addresses"),
        new("nginx-status", ExposureKind.Debug, Low, ["/nginx_status"], a => a.IsHtml ? null : Signs.Text("Active connections:", "server accepts handled requests")(a), "nginx 状态页对公网开放", "nginx's status page is public"),
        new("elmah", ExposureKind.Debug, High, ["/elmah.axd"], Signs.Titled("Error log", "Powered by", "ELMAH"), "ELMAH 错误日志对公网开放", "ELMAH's error log is public"),
        new("trace-axd", ExposureKind.Debug, High, ["/trace.axd"], Signs.Text("Application Trace", "Requests to this Application"), "ASP.NET 跟踪页对公网开放", "ASP.NET's trace is public"),
        new("django-debug", ExposureKind.Debug, Medium, ["/{random}"], a => a.Text.Contains("DEBUG = True", StringComparison.Ordinal) && a.Text.Contains("URLconf", StringComparison.Ordinal) ? "DEBUG = True" : null, "Django 调试模式未关闭", "Django's debug mode is on"),
        new("laravel-debug", ExposureKind.Debug, High, ["/_ignition/health-check"], Signs.Json("can_execute_commands"), "Laravel 调试模式未关闭", "Laravel's debug mode is on"),
        new("werkzeug", ExposureKind.Debug, High, ["/console"], Signs.Text("Interactive Console", "EVALEX", "Werkzeug"), "Werkzeug 调试控制台对公网开放", "Werkzeug's debug console is public"),
        new("profiler", ExposureKind.Debug, Medium, ["/_profiler/", "/debug/default/view"], Signs.Any(Signs.Titled("Symfony Profiler", "sf-"), Signs.Titled("Yii Debugger", "yii")), "框架调试面板对公网开放", "a framework's profiler is public"),
        new("metrics", ExposureKind.Debug, Low, ["/metrics", "/actuator/prometheus"], a => a.Ok && !a.IsHtml && Expressions.Metrics().Count(a.Text) > 3 ? "# HELP …" : null, "监控指标对公网开放", "metrics are public"),
        new("listing", ExposureKind.Listing, Medium, ["/upload/", "/uploads/", "/files/", "/backup/", "/data/", "/static/", "/download/"], Listings.See, "目录可被列出", "a folder lists its files"),
        new("robots", ExposureKind.Robots, Info, ["/robots.txt"], a => a.Ok && !a.IsHtml && Expressions.RobotsAdmin().Match(a.Text) is { Success: true } m ? m.Groups[1].Value : null, "robots.txt 写明了管理路径", "robots.txt names a path of administrators"),
        new("object-listing", ExposureKind.Storage, Medium, [], a => a.Ok && (a.Text.Contains("<ListBucketResult", StringComparison.Ordinal) && a.Text.Contains("<Key>", StringComparison.Ordinal) || a.Text.Contains("<EnumerationResults", StringComparison.Ordinal) && a.Text.Contains("<Blob>", StringComparison.Ordinal)) ? "ListBucketResult" : null, "对象存储可被列出", "an object store lists its objects"),
        new("elasticsearch", ExposureKind.Console, High, [], Signs.Json("cluster_name", "lucene_version"), "Elasticsearch 无需登录即可访问", "Elasticsearch answers without a log-in"),
        new("version", ExposureKind.Version, Low, [], Signs.Version("server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version"), "响应头写明软件版本", "header fields tell software versions"),
        new("generator", ExposureKind.Version, Low, [], a => Expressions.Generator().Match(a.Text) is { Success: true } m && Expressions.VersionNumber().IsMatch(m.Groups[1].Value) ? m.Groups[1].Value : null, "页面写明建站软件版本", "the page tells its generator's version"),
        new("source-map", ExposureKind.Source, Low, [], Signs.Json("sourcesContent", "mappings"), "脚本的源码映射对公网开放", "a source map with the scripts' source is public"),
    ];
}
