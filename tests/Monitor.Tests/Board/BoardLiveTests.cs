using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardLiveTests
{
    [Fact]
    public async Task A_change_reaches_an_open_page()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        using var reader = new StreamReader(await client.GetStreamAsync("/live"));
        Assert.Equal("event: beat", await reader.ReadLineAsync());

        server.Bus.Publish("alerts");
        Assert.Equal("event: alerts", await NextEventAsync(reader));
    }

    [Fact]
    public async Task Acknowledging_tells_every_open_page()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        using var reader = new StreamReader(await client.GetStreamAsync("/live"));
        Assert.Equal("event: beat", await reader.ReadLineAsync());

        await BoardServer.PostAsync(client, "/", "/alerts/a1/acknowledge");
        Assert.Equal("event: alerts", await NextEventAsync(reader));
    }

    [Fact]
    public async Task Stopping_the_service_ends_the_stream()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        using var reader = new StreamReader(await client.GetStreamAsync("/live"));
        Assert.Equal("event: beat", await reader.ReadLineAsync());

        await server.App.StopAsync();
        while (await reader.ReadLineAsync() is not null) { }
    }

    private static async Task<string> NextEventAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException("The stream ended without an event.");
    }
}
