using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes.Exposure;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Exposure;

/// <summary>What is found, and what is not, on a real server.</summary>
public sealed class ExposureProbeTests
{
    private const string GitHead = "ref: refs/heads/main\n";

    [Fact]
    public async Task What_is_public_is_told_with_its_address_and_what_to_do_and_never_with_the_secret()
    {
        await using var site = await Looks.SiteAsync(
            ("/.git/HEAD", GitHead), ("/.env", "APP_NAME=zy\nDB_PASSWORD=hunter2-geheim\n"), ("/www.zip", "PK\u0003\u0004rest"), ("/backup.sql", "-- MySQL dump 10.13\nCREATE TABLE `xs` (\n"),
            ("/upload/", "<html><head><title>Index of /upload/</title></head><body><h1>Index of /upload/</h1><a href=\"../\">../</a><a href=\"1.xls\">1.xls</a></body></html>"));
        var result = await new Looks(Looks.At(site)).LookAsync();
        Assert.Equal((ProbeState.Up, null), (result.State, result.Message));
        Assert.Equal(["exposure.backup", "exposure.dump", "exposure.env-file", "exposure.git-head", "exposure.listing"], Looks.Codes(result));
        var env = Assert.Single(result.Findings, f => f.Code == "exposure.env-file");
        Assert.Equal((FindingSeverity.High, site.Authority), (env.Severity, env.Subject));
        Assert.Contains($"http://{site.Authority}/.env（所见：首个键名 APP_NAME=***", env.Message, StringComparison.Ordinal);
        Assert.Contains("更换其中的口令与密钥", env.Message, StringComparison.Ordinal);
        Assert.Contains("change the secrets in it", env.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Findings, f => f.Message.Contains("geheim", StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f.Code == ExposureProbe.Looked && f.Message.Contains("云招考函〔2026〕12号", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html><head><title>Swagger UI phpMyAdmin Nacos console Index of /</title></head><body>swagger-ui pma_ 您访问的页面 PATH 不存在</body></html>")]
    [InlineData(GitHead)]
    [InlineData("PK\u0003\u0004 always the same archive")]
    [InlineData("DB_PASSWORD=1\n")]
    [InlineData("{\"_links\":{\"self\":{},\"heapdump\":{}},\"propertySources\":[],\"openapi\":\"3\",\"paths\":{},\"cluster_name\":1}")]
    public async Task A_site_that_answers_every_path_with_200_has_nothing_public(string body)
    {
        await using var site = await WebSite.StartAsync(app => app.Run(c =>
            c.Response.WriteAsync(c.Request.Path == "/" ? "<html><body>首页</body></html>" : body.Replace("PATH", c.Request.Path, StringComparison.Ordinal))));
        var options = Looks.At(site) with { Paths = [new OwnPath { Path = "/export/students.csv" }] };
        Assert.Empty(Looks.Codes(await new Looks(options).LookAsync()));
    }

    [Fact]
    public async Task A_folder_that_answers_everything_in_it_is_known_by_a_path_beside()
    {
        // A cache in front of the application keeps one file for all of a folder, and 404 elsewhere.
        await using var site = await WebSite.StartAsync(app => app.Run(c =>
        {
            var inside = c.Request.Path.StartsWithSegments("/.git") || c.Request.Path.StartsWithSegments("/actuator") || c.Request.Path.Value!.EndsWith(".zip", StringComparison.Ordinal);
            c.Response.StatusCode = inside ? 200 : 404;
            return c.Response.WriteAsync(c.Request.Path.Value!.EndsWith(".zip", StringComparison.Ordinal) ? "PK\u0003\u0004" : c.Request.Path.StartsWithSegments("/actuator") ? "{\"_links\":{\"self\":1},\"propertySources\":1}" : GitHead);
        }));
        // The folder's own page is the only one without a path beside it.
        Assert.Equal(["exposure.actuator"], Looks.Codes(await new Looks(Looks.At(site)).LookAsync()));
    }

    [Fact]
    public async Task Pages_about_a_thing_and_refusals_are_not_the_thing()
    {
        var pages = new Dictionary<string, string>
        {
            ["/"] = "<html><head><title>通知</title></head><body>本站曾误开 phpinfo、Index of /upload/ 与 phpMyAdmin，现已关闭。PHP Version 8</body></html>",
            ["/phpinfo.php"] = "<html><head><title>关于 phpinfo() 的说明</title></head><body><p>PHP Version 说明：class 请勿上线</p></body></html>",
            ["/phpmyadmin/"] = "<html><head><title>phpMyAdmin 停用通知</title></head><body>请使用堡垒机</body></html>",
            ["/upload/"] = "<html><head><title>Index of /other/ 是什么</title></head><body><a href=\"/\">返回</a></body></html>",
            ["/.env"] = "<html><body>APP_KEY=被拦截</body></html>",
            ["/backup.zip"] = "<html><body>文件已删除</body></html>",
            ["/robots.txt"] = "User-agent: *\nDisallow: /search\n",
        };
        await using var site = await Looks.SiteAsync(pages, c =>
        {
            if (!c.Request.Path.Value!.Contains("/.git", StringComparison.Ordinal) && c.Request.Path != "/manager/html" && c.Request.Path != "/server-status") return;
            c.Response.StatusCode = 403; // hides whether it is there
        });
        Assert.Empty(Looks.Codes(await new Looks(Looks.At(site)).LookAsync()));
    }

    [Fact]
    public async Task The_front_page_tells_versions_maps_and_consoles_with_a_port_of_their_own()
    {
        var pages = new Dictionary<string, string>
        {
            ["/"] = "<html><head><title>RabbitMQ Management</title><meta name=\"generator\" content=\"WordPress 4.9.1\"><script src=\"js/app.js?v=1\"></script></head><body></body></html>",
            ["/js/app.js.map"] = "{\"version\":3,\"mappings\":\"\",\"sourcesContent\":[\"let password\"]}",
        };
        await using var site = await Looks.SiteAsync(pages, c =>
        {
            c.Response.Headers.Server = "nginx/1.18.0";
            c.Response.Headers["X-Powered-By"] = "PHP";
        });
        var result = await new Looks(Looks.At(site)).LookAsync();
        Assert.Equal(["exposure.generator", "exposure.rabbitmq", "exposure.source-map", "exposure.version"], Looks.Codes(result));
        Assert.Contains("server: nginx/1.18.0", Assert.Single(result.Findings, f => f.Code == "exposure.version").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Findings, f => f.Message.Contains("x-powered-by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Own_paths_and_checks_left_out()
    {
        await using var site = await Looks.SiteAsync(("/export/students.csv", "姓名,准考证号\n"), ("/inner/", "<html><body>内部公告</body></html>"), ("/.git/HEAD", GitHead));
        var options = Looks.At(site) with
        {
            Paths = [new OwnPath { Path = "/export/students.csv" }, new OwnPath { Path = "/inner/", Contains = "内部公告", Severity = FindingSeverity.Medium }, new OwnPath { Path = "/none" }],
            Skip = ["git-head"],
        };
        var result = await new Looks(options).LookAsync();
        Assert.Equal(["exposure.path", "exposure.path"], Looks.Codes(result));
        Assert.Equal([site.Authority + "/export/students.csv", site.Authority + "/inner/"], result.Findings.Where(f => f.Code == "exposure.path").Select(f => f.Subject!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Options_that_would_go_beyond_the_own_hosts_are_refused()
    {
        var wrong = new ExposureProbeOptions
        {
            Hosts = ["*.example.cn", "zy.example.cn/admin", "user@zy.example.cn", "zy.example.cn:8443", "http://10.1.1.1"],
            Authorisation = " ",
            Paths = [new OwnPath { Path = "//other.example.cn/" }],
            Skip = ["nothing"],
            Contact = "两行\n",
        };
        var said = wrong.Validate(new(wrong)).Select(v => v.ErrorMessage!).ToList();
        Assert.Equal(7, said.Count);
        Assert.Contains("authorisation: expected the number of the authorising document", said);
        Assert.Contains(said, s => s.StartsWith("hosts: '*.example.cn' is no host", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("skip: there is no check 'nothing'", StringComparison.Ordinal));
    }
}
