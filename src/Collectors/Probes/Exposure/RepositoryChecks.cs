using static Monitor.Core.Probes.FindingSeverity;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Working copies of version control, settings files, keys.</summary>
internal static class RepositoryChecks
{
    public static IReadOnlyList<ExposureCheck> All { get; } =
    [
        new("git-head", ExposureKind.Repository, High, ["/.git/HEAD"], Signs.Plain(Expressions.GitHead(), "ref: refs/…"), "Git 仓库可被下载", "a Git repository can be downloaded"),
        new("git-config", ExposureKind.Repository, High, ["/.git/config"], Signs.Plain(Expressions.GitConfig(), "[core]"), "Git 仓库配置可读取", "a Git repository's settings can be read"),
        new("svn", ExposureKind.Repository, High, ["/.svn/wc.db", "/.svn/entries"], Signs.Any(Signs.Begins("SQLite format 3\0"u8.ToArray(), "SQLite wc.db"), Signs.Plain(Expressions.SvnEntries(), "entries")), "Subversion 工作副本可被下载", "a Subversion working copy can be downloaded"),
        new("hg", ExposureKind.Repository, High, ["/.hg/requires"], Signs.Plain(Expressions.HgRequires(), "requires"), "Mercurial 仓库可被下载", "a Mercurial repository can be downloaded"),
        new("ds-store", ExposureKind.Repository, Low, ["/.DS_Store"], Signs.Begins("\0\0\0\u0001Bud1"u8.ToArray(), "Bud1"), "目录索引文件 .DS_Store 泄露文件名", ".DS_Store tells the names of files"),
        new("env-file", ExposureKind.Settings, High, ["/.env", "/.env.local", "/.env.production", "/.env.bak"], Signs.Plain(Expressions.EnvLine(), "首个键名"), "环境变量文件可读取", "an environment file can be read"),
        new("spring-config", ExposureKind.Settings, High, ["/application.yml", "/application.properties", "/config/application.yml", "/bootstrap.yml"], Signs.Any(Signs.Plain(Expressions.SpringYaml(), "spring/server:"), Signs.Plain(Expressions.PropertyLine(), "首个键名")), "应用配置文件可读取", "an application's settings file can be read"),
        new("appsettings", ExposureKind.Settings, High, ["/appsettings.json", "/appsettings.Production.json"], Signs.Any(Signs.Json("ConnectionStrings"), Signs.Json("Logging", "LogLevel")), ".NET 配置文件可读取", "a .NET settings file can be read"),
        new("web-config", ExposureKind.Settings, High, ["/web.config"], Signs.Any(Signs.Text("<configuration", "<system.web"), Signs.Text("<configuration", "<appSettings"), Signs.Text("<configuration", "<connectionStrings")), "IIS 配置文件 web.config 可读取", "web.config can be read"),
        new("web-inf", ExposureKind.Settings, High, ["/WEB-INF/web.xml"], Signs.Text("<web-app", "<servlet"), "Java 部署描述 WEB-INF 可读取", "WEB-INF can be read"),
        new("compose", ExposureKind.Settings, Medium, ["/docker-compose.yml"], Signs.Plain(Expressions.Compose(), "services:"), "容器编排文件可读取", "a compose file can be read"),
        new("htpasswd", ExposureKind.Settings, High, ["/.htpasswd"], Signs.Plain(Expressions.HtPasswd(), "账号与口令散列（已隐去）"), "口令文件可读取", "a password file can be read"),
        new("private-key", ExposureKind.Settings, High, ["/id_rsa", "/.ssh/id_rsa", "/server.key"], Signs.Plain(Expressions.PrivateKey(), "PRIVATE KEY"), "私钥可被下载", "a private key can be downloaded"),
    ];
}
