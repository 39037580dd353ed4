using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts;
using Monitor.Alerts.Rate;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;

namespace Monitor.Tests.Alerts.Robots;

/// <summary>Channels as the catalog builds them, on a clock that stands still five minutes past the hour.</summary>
internal sealed class RobotBench : IDisposable
{
    public const string Token = "7f3a9c1e-robot-4b2d-8e55-0c6d1f2a3b4c";
    public const string Key = "SECtest-secret-0001";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly RateBook _rates = new(new Random(7));

    public RobotBench(FakeTimeProvider? time = null) => Time = time ?? new FakeTimeProvider(Some.T0.AddMinutes(5));

    public FakeTimeProvider Time { get; }

    public static Notice Red { get; } = Some.Notice("0a1b:1:opened:robot") with
    {
        Level = WarningLevel.Red,
        Subject = "[新提示][红色（Ⅰ级）] 志愿填报系统无法访问",
        Text = "事项：志愿填报系统无法访问\n提示级别：红色（Ⅰ级）\n下一步：请登录看板。\n",
    };

    /// <summary>A certificate list, as it burst other tools' messages: lines of Chinese, emoji and joined marks.</summary>
    public static Notice Long(int lines = 900) => Red with
    {
        Text = string.Concat(Enumerable.Range(1, lines).Select(i => $"{i}. 证书“考区{i}.example”剩 {i % 30} 天 𠮷👨‍👩‍👧 e\u0301\n")),
    };

    public INotifier Channel(string kind, object options) => NotifierCatalog.Kinds.Single(k => k.Name == kind).Create(
        new ChannelDefinition { Id = "robot", Kind = kind, Options = options }, new NotifierServices(Time, NullLoggerFactory.Instance, _http, _rates));

    public static Secret Secret(string value) => new("env:X", value);

    /// <summary>Everything but blanks, which a cut may cost.</summary>
    public static string Solid(string text)
    {
        var solid = new StringBuilder();
        foreach (var c in text) if (!char.IsWhiteSpace(c)) solid.Append(c);
        return solid.ToString();
    }

    public void Dispose() => _http.Dispose();
}
