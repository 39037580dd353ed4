using System.Text;
using Monitor.Collectors.Probes.Exposure;
using Monitor.Collectors.Probes.Headers;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Exposure;

/// <summary>Each check sees its thing, and none sees anything in what ordinary sites answer.</summary>
public sealed class ExposureCatalogTests
{
    /// <summary>By id: path, status, header field or null, body.</summary>
    private static readonly Dictionary<string, (string Path, int Status, string? Field, string Body)[]> Examples = new()
    {
        ["git-head"] = [("/.git/HEAD", 200, null, "ref: refs/heads/master\n"), ("/.git/HEAD", 200, null, new string('a', 40) + "\n")],
        ["git-config"] = [("/.git/config", 200, null, "[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n")],
        ["svn"] = [("/.svn/entries", 200, null, "12\n"), ("/.svn/entries", 200, null, "10\n\ndir\n100\n"), ("/.svn/wc.db", 206, null, "SQLite format 3\0...")],
        ["hg"] = [("/.hg/requires", 200, null, "dotencode\nfncache\nrevlogv1\n")],
        ["ds-store"] = [("/.DS_Store", 200, null, "\0\0\0\u0001Bud1\0")],
        ["env-file"] = [("/.env", 200, null, "# x\nAPP_KEY=base64:xyz\n"), ("/.env.bak", 200, null, "export DB_HOST=1\n")],
        ["spring-config"] = [("/application.yml", 200, null, "server:\n  port: 80\n"), ("/application.properties", 200, null, "spring.datasource.password=x\n")],
        ["appsettings"] = [("/appsettings.json", 200, null, "{ \"ConnectionStrings\": {} }"), ("/appsettings.json", 200, null, "\uFEFF{ \"Logging\": { \"LogLevel\": {} } }")],
        ["web-config"] = [("/web.config", 200, null, "<?xml version=\"1.0\"?><configuration><appSettings></appSettings></configuration>")],
        ["web-inf"] = [("/WEB-INF/web.xml", 200, null, "<?xml version=\"1.0\"?><web-app><servlet></servlet></web-app>")],
        ["compose"] = [("/docker-compose.yml", 200, null, "version: '3'\nservices:\n  web:\n")],
        ["htpasswd"] = [("/.htpasswd", 200, null, "admin:$apr1$abc$def\n")],
        ["private-key"] = [("/id_rsa", 200, null, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl")],
        ["backup"] = [("/www.zip", 206, null, "PK\u0003\u0004"), ("/www.rar", 200, null, "Rar!\u001A\u0007\0")],
        ["dump"] = [("/db.sql", 200, null, "-- PostgreSQL database dump\n"), ("/data.db", 200, null, "SQLite format 3\0")],
        ["swap-file"] = [("/.index.php.swp", 200, null, "b0VIM 8.2")],
        ["leftover"] = [("/index.php~", 200, null, "<?php $x = 1;"), ("/index.jsp.bak", 200, null, "<%@ page language=\"java\" %>")],
        ["phpmyadmin"] = [("/pma/", 200, null, "<html><head><title>phpMyAdmin</title></head><input name=\"pma_username\">")],
        ["adminer"] = [("/adminer.php", 200, null, "<title>Login - Adminer</title><input name=\"auth[driver]\">")],
        ["tomcat-manager"] = [("/manager/html", 401, "WWW-Authenticate: Basic realm=\"Tomcat Manager Application\"", "401"), ("/manager/html", 200, null, "<title>/manager</title>Tomcat Web Application Manager")],
        ["druid-open"] = [("/druid/index.html", 200, null, "<title>Druid Stat Index</title><script>druid.index.init()</script>")],
        ["druid-login"] = [("/druid/login.html", 200, null, "<title>druid monitor</title><input name=\"loginUsername\">")],
        ["nacos"] = [("/nacos/", 200, null, "<title>Nacos</title><link href=\"console-ui/public/css/a.css\">")],
        ["xxl-job"] = [("/xxl-job-admin/toLogin", 200, null, "<title>任务调度中心</title><a>xxl-job</a>")],
        ["h2-console"] = [("/h2-console/", 200, null, "<title>H2 Console</title><script>location.href='login.jsp?jsessionid=1'</script>")],
        ["swagger"] = [("/swagger-ui.html", 200, null, "<title>Swagger UI</title><div id=\"swagger-ui\">"), ("/doc.html", 200, null, "<html><script src=\"webjars/js/app.js\"></script>knife4j")],
        ["api-docs"] = [("/v3/api-docs", 200, null, "{\"openapi\":\"3.0.1\",\"paths\":{}}")],
        ["jenkins"] = [("/login", 200, "X-Jenkins: 2.401", "<html>Sign in</html>")],
        ["kibana"] = [("/app/kibana", 200, "kbn-name: kibana", "<kbn-injected-metadata data=\"{}\">")],
        ["rabbitmq"] = [("/rabbitmq/", 200, null, "<title>RabbitMQ Management</title><script src=\"js/main.js\">")],
        ["solr"] = [("/solr/", 200, null, "<title>Solr Admin</title><script src=\"/solr/libs/x.js\">")],
        ["weblogic"] = [("/console/login/LoginForm.jsp", 200, null, "<title>Oracle WebLogic Server Administration Console</title><form action=\"/console/j_security_check\">")],
        ["grafana"] = [("/grafana/login", 200, null, "<title>Grafana</title><script>window.grafanaBootData={}</script>")],
        ["actuator"] = [("/actuator", 200, null, "{\"_links\":{\"self\":{\"href\":\"x\"}}}")],
        ["heapdump"] = [("/actuator", 200, null, "{\"_links\":{\"self\":{},\"heapdump\":{\"href\":\"x\"}}}")],
        ["actuator-env"] = [("/actuator/env", 200, null, "{\"propertySources\":[]}"), ("/env", 200, null, "{\"profiles\":[],\"systemProperties\":{}}")],
        ["phpinfo"] = [("/phpinfo.php", 200, null, "<title>phpinfo()</title><h1 class=\"p\">PHP Version 8.2.7</h1><td class=\"e\">System</td><td class=\"v\">Linux</td><td class=\"e\">Loaded Configuration File</td>")],
        ["pprof"] = [("/debug/pprof/", 200, null, "<title>/debug/pprof/</title><a href=\"goroutine?debug=1\">")],
        ["server-status"] = [("/server-status", 200, null, "<title>Apache Status</title><dt>Server uptime: 3 hours</dt>")],
        ["nginx-status"] = [("/nginx_status", 200, null, "Active connections: 2 \nserver accepts handled requests\n 1 1 1\n")],
        ["elmah"] = [("/elmah.axd", 200, null, "<title>Error log for ROOT</title>Powered by <a>ELMAH</a>")],
        ["trace-axd"] = [("/trace.axd", 200, null, "<html>Application Trace<td>Requests to this Application</td>")],
        ["django-debug"] = [("/x", 404, null, "<html>Using the URLconf defined in zy.urls ... because you have <code>DEBUG = True</code>")],
        ["laravel-debug"] = [("/_ignition/health-check", 200, null, "{\"can_execute_commands\":true}")],
        ["werkzeug"] = [("/console", 200, null, "<title>Console // Werkzeug Debugger</title><h1>Interactive Console</h1><script>var EVALEX = true</script>")],
        ["profiler"] = [("/_profiler/", 200, null, "<title>Symfony Profiler</title><div class=\"sf-toolbar\">")],
        ["metrics"] = [("/metrics", 200, null, "# HELP go_a x\n# TYPE go_a gauge\n# HELP go_b x\n# TYPE go_b gauge\n")],
        ["listing"] =
        [
            ("/files/", 200, null, "<html><head><title>Index of /files</title></head><body><h1>Index of /files</h1><a href=\"/\">Parent Directory</a>"), // Apache
            ("/files/", 200, null, "<html><head><title>Index of /files/</title></head><body><h1>Index of /files/</h1><hr><pre><a href=\"../\">../</a>"), // nginx
            ("/files/", 200, null, "<html><head><title>Directory Listing For [/files/]</title></head><a href=\"a.txt\">"), // Tomcat
            ("/files/", 200, null, "<title>Directory listing for /files/</title><a href=\"a\">a</a>"), // Python
            ("/files/", 200, null, "<html><head><title>zy - /files/</title></head><body><H1>zy - /files/</H1><hr><pre><A HREF=\"/\">[To Parent Directory]</A><br>"), // IIS
        ],
        ["robots"] = [("/robots.txt", 200, null, "User-agent: *\nDisallow: /guanli/\n")],
        ["object-listing"] = [("/", 200, null, "<?xml version=\"1.0\"?><ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>")],
        ["elasticsearch"] = [("/", 200, null, "{\"cluster_name\":\"es\",\"version\":{\"lucene_version\":\"9\"}}")],
        ["version"] = [("/", 302, "Server: Microsoft-IIS/8.5", ""), ("/", 200, "X-AspNet-Version: 4.0.30319", "")],
        ["generator"] = [("/", 200, null, "<meta name=\"generator\" content=\"Joomla! 3.9\">")],
        ["source-map"] = [("/app.js.map", 200, null, "{\"version\":3,\"mappings\":\"A\",\"sourcesContent\":[]}")],
    };

    private static readonly string[] Ordinary =
    [
        "", "OK", "{}", "[]", "{\"code\":404,\"message\":\"not found\"}", "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
        "<!DOCTYPE html><html><head><title>云川招考网</title></head><body>高考报名 APP_KEY=1 CREATE TABLE ref: refs/ Swagger phpMyAdmin Nacos 备份 <a href=\"/\">首页</a></body></html>",
        "<!DOCTYPE html><html><head><title>如何关闭 Swagger UI、Druid 与 Nacos</title></head><body><p>教程</p></body></html>",
    ];

    public static TheoryData<string> Ids { get; } = [.. ExposureCatalog.All.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_check_sees_its_examples_and_nothing_in_ordinary_answers(string id)
    {
        var check = Assert.Single(ExposureCatalog.All, c => c.Id == id);
        Assert.True(Examples.TryGetValue(id, out var examples), $"{id} has no example");
        Assert.All(examples, e => Assert.False(string.IsNullOrEmpty(check.See(Answer(e.Path, e.Status, e.Field, e.Body))), e.Body));
        foreach (var body in Ordinary)
            foreach (var status in new[] { 200, 206, 301, 401, 403, 404, 500 })
                Assert.True(check.See(Answer(check.Paths.FirstOrDefault() ?? "/", status, null, body)) is null, $"{status} {body}");
        Assert.All(check.Paths, p => Assert.StartsWith("/", p, StringComparison.Ordinal));
        Assert.True(check.Chinese.Any(c => c > 0x4E00) && check.English.All(char.IsAscii), check.Chinese);
        Assert.NotEqual(Advice.Of(ExposureKind.Own), Advice.Of(check.Kind));
    }

    /// <summary>A refusal shows nothing, whatever its body says.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_refusal_is_no_sight(string id)
    {
        if (id is "version" or "django-debug" or "generator") return; // told by every answer
        var check = ExposureCatalog.All.Single(c => c.Id == id);
        Assert.All(Examples[id], e => Assert.Null(check.See(Answer(e.Path, 403, e.Field, e.Body))));
    }

    [Theory]
    [InlineData("/.git/HEAD", @"^/\.git/m[0-9a-f]{18}$")]
    [InlineData("/www.tar.gz", @"^/m[0-9a-f]{18}\.tar\.gz$")]
    [InlineData("/.env", @"^/\.m[0-9a-f]{18}$")]
    [InlineData("/upload/", @"^/m[0-9a-f]{18}/$")]
    [InlineData("/actuator/env", @"^/actuator/m[0-9a-f]{18}$")]
    [InlineData("/index.php~", @"^/m[0-9a-f]{18}\.php~$")]
    public void The_path_beside_is_in_the_same_folder_and_of_the_same_ending(string path, string expected)
    {
        var step = new ExposureStep(new Uri("https://zy.example.edu.cn/"), ExposureCatalog.All[0], path);
        Assert.Matches(expected, step.Beside(step.Url(DateTimeOffset.UnixEpoch))!.AbsolutePath);
    }

    [Fact]
    public void Backups_are_looked_for_under_the_hosts_names_and_todays_date()
    {
        var now = new DateTimeOffset(2026, 6, 25, 17, 0, 0, TimeSpan.Zero); // the 26th in Beijing
        var options = new ExposureProbeOptions { Hosts = ["zy.yunchuan.edu.cn"] };
        var paths = ExposureStep.All(options).Select(s => s.Url(now).AbsoluteUri).ToHashSet();
        Assert.Superset(new HashSet<string> { "zy.yunchuan.edu.cn.zip", "zy.tar.gz", "yunchuan.rar", "20260626.zip", "2026.zip", "backup/20260626.zip", "yunchuan.sql" }.Select(p => "https://zy.yunchuan.edu.cn/" + p).ToHashSet(), paths);
        Assert.InRange(paths.Count, 100, 200);
    }

    private static ExposureAnswer Answer(string path, int status, string? field, string body)
    {
        var fields = new HeaderFields();
        if (field is not null) fields.Add(field.Split(": ")[0], field[(field.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        return new(new Uri("https://zy.example.edu.cn" + path), status, fields, Encoding.UTF8.GetBytes(body), null);
    }
}
