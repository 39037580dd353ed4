using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Feishu;
using Xunit;

namespace Monitor.Tests.Alerts.Robots;

/// <summary>Vectors on which Python's hmac and OpenSSL agree.</summary>
public sealed class SignatureVectorTests
{
    [Fact]
    public void DingTalk_takes_the_secret_as_key_and_milliseconds_as_data()
    {
        var sign = DingTalkSign.Of("SECtest-secret-0001", 1577808000000);
        Assert.Equal("8BLlI1SF8AKffFP/JUfnxFED9LZa3bEmLJ+6HdZ/Bp8=", sign);
        Assert.Equal("8BLlI1SF8AKffFP%2FJUfnxFED9LZa3bEmLJ%2B6HdZ%2FBp8%3D", Uri.EscapeDataString(sign));
    }

    [Fact]
    public void Feishu_takes_seconds_and_secret_as_key_and_signs_nothing() =>
        Assert.Equal("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=", FeishuSign.Of("demo", 1599360473));
}
