using Monitor.Host.Configuration;
using Monitor.Host.Security;
using Xunit;

namespace Monitor.Tests.Host.Security;

public sealed class PasswordTests
{
    [Fact]
    public void A_hash_describes_itself_and_fits_only_its_password()
    {
        var hash = PasswordHash.Make("correct horse");
        Assert.StartsWith("pbkdf2-sha256$600000$", hash, StringComparison.Ordinal);
        Assert.True(PasswordHash.Fits("correct horse", hash));
        Assert.False(PasswordHash.Fits("correct hors", hash));
        Assert.False(PasswordHash.Fits("x", "not a hash"));
    }

    [Fact]
    public void The_author_key_survives_a_restart_and_only_its_owner_reads_it()
    {
        var directory = Directory.CreateTempSubdirectory("monitor-key-").FullName;
        var first = AuthorKey.Load(new MonitorConfig(), directory);
        Assert.Equal(first, AuthorKey.Load(new MonitorConfig(), directory));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, "author.key")));
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("short1", false)]
    [InlineData("onlyletters", false)]
    [InlineData("xxadmin12345", false)]
    [InlineData("river-and-7-hills", true)]
    public void A_new_password_must_be_long_and_mixed(string password, bool fine) => Assert.Equal(fine, PasswordRules.Lacks(password, "admin") is null);
}
