using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

public sealed class FetchSettingsTests
{
    [Theory]
    [InlineData("MonitorBot/0.1 (+区委宣传部)")]
    [InlineData("MonitorBot/0.1 (+https://a.cn/x)y))")]
    [InlineData("MonitorBot/0.1 (+a\r\nX-Evil: 1)")]
    [InlineData("")]
    public void A_contact_that_cannot_be_sent_is_a_clear_error(string agent)
    {
        var error = Assert.Throws<ArgumentException>(() => new HttpDoor(new FetchSettings { UserAgent = agent }, TimeProvider.System, NullLoggerFactory.Instance));
        Assert.Contains("fetch.contact", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MonitorBot/0.1")]
    [InlineData("MonitorBot/0.1 (+https://example.cn/about?x=1)")]
    [InlineData("MonitorBot/0.1 (+mailto:duty@example.cn)")]
    public void A_usual_contact_is_fine(string agent) => Assert.Null(FetchSettings.UserAgentFault(agent));
}
