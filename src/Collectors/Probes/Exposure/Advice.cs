namespace Monitor.Collectors.Probes.Exposure;

/// <summary>What to do about a thing that is public.</summary>
internal static class Advice
{
    public static (string Chinese, string English) Of(ExposureKind kind) => kind switch
    {
        ExposureKind.Repository => ("请在 Web 服务器上禁止访问该目录并从发布目录移走，更换其中出现过的口令", "deny the folder at the web server, take it out of what is published, change every secret it held"),
        ExposureKind.Settings => ("请移出发布目录，并更换其中的口令与密钥", "take it out of what is published and change the secrets in it"),
        ExposureKind.Backup => ("请立即移走并查访问日志，若已被下载按数据泄露处置", "take it away at once and read the access log; if it was fetched, treat it as a data leak"),
        ExposureKind.Leftover => ("请删除，并在发布流程中排除此类文件", "delete it and keep such files out of releases"),
        ExposureKind.Console => ("请只允许内网或专用通道访问，并核对口令与访问日志", "let only the inside network or a private way reach it; check passwords and the access log"),
        ExposureKind.Debug => ("请在正式环境关闭", "switch it off in production"),
        ExposureKind.Listing => ("请关闭目录列表，并查看其中有无不应公开的文件", "switch listing off and see whether private files lie there"),
        ExposureKind.Version => ("请隐藏版本号，并确认该版本仍在维护", "hide the version and see that it is still maintained"),
        ExposureKind.Storage => ("请取消公共列举权限", "take the public right to list away"),
        ExposureKind.Robots => ("robots.txt 不能保护任何路径，请用登录与来源限制保护", "robots.txt protects nothing; protect the path by log-in and by address"),
        ExposureKind.Source => ("请在发布时不带源码映射", "release without source maps"),
        _ => ("请移走或限制访问", "take it away or restrict it"),
    };
}
