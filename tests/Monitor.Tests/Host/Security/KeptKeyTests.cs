using Monitor.Core.Security;
using Monitor.Host.Security;
using Monitor.Tests.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Security;

/// <summary>A key made and kept as a file can become one of the config, the same key.</summary>
public sealed class KeptKeyTests : IDisposable
{
    private readonly TempConfig _config = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("key");

    private string Kept => Path.Combine(_home.FullName, "author.key");

    [Fact]
    public void A_kept_key_given_as_raw_is_that_key_and_every_other_secret_is_another()
    {
        var made = KeptKey.Load(null, Kept);
        var hex = Convert.ToHexString(made);
        Assert.Equal(made, KeptKey.Load(new Secret("env:K", "raw:" + hex), Kept));
        Assert.Equal(made, KeptKey.Load(new Secret("env:K", "raw:" + hex.ToLowerInvariant()), Kept));
        Assert.NotEqual(made, KeptKey.Load(new Secret("env:K", hex), Kept));
    }

    [Theory]
    [InlineData("raw:0123456789abcdef0123456789abcdef")]
    [InlineData("raw:zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void A_raw_key_of_another_length_or_alphabet_is_a_mistake_of_the_config(string secret)
    {
        var file = Path.Combine(_home.FullName, "secret");
        File.WriteAllText(file, secret);
        _config.Write("monitor.yaml", $"authorKey: file:{file}\nboard:\n  linkKey: file:{file}\n");
        Assert.Equal(["authorKey", "board.linkKey"], _config.Load().Errors.Where(e => e.Message.Contains("64 hexadecimal", StringComparison.Ordinal)).Select(e => e.Key));
    }

    public void Dispose()
    {
        _config.Dispose();
        _home.Delete(recursive: true);
    }
}
