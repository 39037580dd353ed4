using System.Net;
using Microsoft.AspNetCore.Builder;
using Monitor.Core.Security;
using Monitor.Host;
using Monitor.Host.Board.Access.Table;
using Xunit;

namespace Monitor.Tests.Host.Access;

/// <summary>An endpoint nobody wrote down is closed, whatever it says of itself.</summary>
public sealed class AccessGateTests
{
    [Fact]
    public async Task An_endpoint_without_a_line_lets_nobody_in()
    {
        var home = Directory.CreateTempSubdirectory("gate");
        try
        {
            var config = home.CreateSubdirectory("config");
            await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), "storage: {}\n");
            var entered = 0;
            await using var app = await MonitorApp.BuildAsync(
                new MonitorAppOptions
                {
                    ConfigDirectory = config.FullName,
                    DataDirectory = Path.Combine(home.FullName, "data"),
                    RunLoops = false,
                    Urls = ["http://127.0.0.1:0"],
                    Pages = a => a.MapGet("/forgotten", () => ++entered).AllowAnonymous(),
                },
                default);
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/forgotten")).StatusCode);
            Assert.Equal(0, entered);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_key_has_its_role_and_is_no_person()
    {
        Assert.Equal(Caller.AdminKey | Caller.ViewerKey, Callers.Keys(Caller.Admin | Caller.Viewer));
        Assert.Equal(Caller.None, Callers.Keys(Caller.Anonymous | Caller.MustChange));
        Assert.All(Enum.GetNames<Role>(), role => Assert.True(Enum.TryParse<Caller>(role, out _), $"role {role} has no column in the table"));
    }
}
