using static Monitor.Core.Probes.FindingSeverity;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Archives, dumps and what editors leave behind; known by their first bytes, of which no more than 4 KB are read.</summary>
internal static class BackupChecks
{
    private static readonly string[] Names = ["{host}", "{name}", "{label}", "www", "web", "wwwroot", "backup", "bak", "site", "{year}", "{date}"];

    public static IReadOnlyList<ExposureCheck> All { get; } =
    [
        new("backup", ExposureKind.Backup, High, [.. Names.SelectMany(n => new[] { $"/{n}.zip", $"/{n}.tar.gz", $"/{n}.rar" }), "/www.7z", "/web.7z", "/{label}.bak", "/backup.bak", "/backup/{date}.zip"], Signs.Archive, "备份压缩包可被下载", "a backup archive can be downloaded"),
        new("dump", ExposureKind.Backup, High, ["/{label}.sql", "/{name}.sql", "/backup.sql", "/db.sql", "/data.sql", "/dump.sql", "/database.sql", "/db.sql.gz", "/backup.sql.gz", "/database.bak", "/db.bak", "/data.db"], Signs.Dump, "数据库导出文件可被下载", "a database dump can be downloaded"),
        new("swap-file", ExposureKind.Leftover, High, ["/.index.php.swp", "/.config.php.swp", "/.web.config.swp", "/.env.swp"], Signs.Begins("b0VIM"u8.ToArray(), "b0VIM"), "编辑器交换文件泄露源代码", "an editor's swap file gives source away"),
        new("leftover", ExposureKind.Leftover, High, ["/index.php~", "/index.php.bak", "/config.php~", "/config.php.bak", "/index.jsp~", "/index.jsp.bak", "/web.config.bak", "/web.config.old"], a => a.IsHtml ? null : Signs.Plain(Expressions.PageSource(), "源代码")(a), "编辑器残留或备份的源文件可读取", "a source file left by an editor can be read"),
    ];
}
