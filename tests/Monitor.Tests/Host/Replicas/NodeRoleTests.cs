using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Xunit;

namespace Monitor.Tests.Host.Replicas;

public sealed class NodeRoleTests
{
    [Theory]
    [InlineData("collect", NodeRole.Collect)]
    [InlineData("Judge, deliver", NodeRole.Judge | NodeRole.Deliver)]
    [InlineData("all", NodeRole.All)]
    public void Roles_are_names_joined_by_commas(string text, object roles) => Assert.Equal((NodeRole)roles, NodeRoles.Parse(text));

    [Theory]
    [InlineData("colect")]
    [InlineData("judge,none")]
    [InlineData(" , ")]
    [InlineData("4")]
    public void What_is_no_role_is_refused_with_what_is_one(string text) =>
        Assert.Contains("collect, probe, judge, deliver, board", Assert.Throws<FormatException>(() => NodeRoles.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_process_reads_the_shared_timetables_of_its_roles()
    {
        Assert.Equal(["monitor-collect", "monitor-probe", "monitor-keep"], Duty.ClustersOf(NodeRole.All));
        Assert.Equal(["monitor-keep"], Duty.ClustersOf(NodeRole.Judge));
        Assert.Empty(Duty.ClustersOf(NodeRole.Board));
    }

    [Fact]
    public void The_grid_is_the_same_for_all_whenever_they_ask()
    {
        var duty = new Duty(typeof(SourceJob), "source", "one", TimeSpan.FromSeconds(45));
        var now = new DateTimeOffset(2027, 6, 7, 9, 0, 0, TimeSpan.Zero);
        var next = duty.NextOnGrid(now);
        Assert.InRange(next, now, now + duty.Every);
        Assert.Equal(next, duty.NextOnGrid(next - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(next + duty.Every, duty.NextOnGrid(next));
        Assert.Equal(0, (duty.NextOnGrid(now.AddDays(3)) - next).Ticks % duty.Every.Ticks);
    }

    [Fact]
    public void What_one_replica_sealed_another_reads_for_the_same_purpose_only()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        IDataProtectionProvider one = new SharedProtection(key), other = new SharedProtection(key);
        var sealed1 = one.CreateProtector("cookie", "v2").Protect("duty"u8.ToArray());
        Assert.Equal("duty", Encoding.UTF8.GetString(other.CreateProtector("cookie", "v2").Unprotect(sealed1)));
        Assert.NotEqual(sealed1, one.CreateProtector("cookie", "v2").Protect("duty"u8.ToArray()));
        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("form").Unprotect(sealed1));
        Assert.ThrowsAny<CryptographicException>(() => new SharedProtection(RandomNumberGenerator.GetBytes(32)).CreateProtector("cookie").CreateProtector("v2").Unprotect(sealed1));
        sealed1[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("cookie", "v2").Unprotect(sealed1));
        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("cookie", "v2").Unprotect([1, 2, 3]));
    }
}
