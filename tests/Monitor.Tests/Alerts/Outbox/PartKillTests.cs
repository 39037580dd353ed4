using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts;
using Monitor.Alerts.Rate;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Alerts.Robots;
using Monitor.Tests.Alerts.WeCom;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>A message in parts to a robot that keeps its documented rules, killed in the middle.</summary>
public sealed class PartKillTests
{
    private const string Key = "7f3a9c1e-4b2d-8e55-0c6d1f2a3b4c";

    [Fact]
    public async Task After_a_kill_in_the_middle_of_a_message_its_delivered_parts_are_not_repeated()
    {
        await using var office = new PostOffice();
        await using var robot = new WeComStandIn(office.Time, Key);
        await robot.StartAsync();
        office.Notifiers["mail"] = Robot(robot, office.Time, new RateBook(new Random(7)));
        var notice = RobotBench.Long(400) with { Id = "n1", Channel = "mail", CreatedAt = Some.T0 };
        var parts = office.Notifiers["mail"].Preview(notice).Count;
        Assert.InRange(parts, 4, 12);

        // The third call is answered by nobody any more: from there on this process is as good as killed.
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = new ManualResetEventSlim();
        robot.Trouble = n =>
        {
            if (n != 3) return null;
            reached.TrySetResult();
            gone.Wait(TimeSpan.FromSeconds(30));
            return """{"errcode":-1,"errmsg":"nobody listens"}""";
        };
        await office.AddAsync(notice);
        await office.PassAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(2, robot.Shown.Count);

        await using var next = new PostOffice(office.Database);
        next.Time.Advance(TimeSpan.FromMinutes(30));
        next.Notifiers["mail"] = Robot(robot, next.Time, new RateBook(new Random(7)));
        robot.Trouble = null;
        await next.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await next.StatusAsync("n1"));
        gone.Set();
        Assert.Equal(parts, robot.Shown.Select(Text).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(parts, robot.Shown.Count);
    }

    private static string Text(JsonElement body) => body.GetProperty("markdown").GetProperty("content").GetString()!;

    private static INotifier Robot(WeComStandIn robot, FakeTimeProvider time, RateBook rates) => NotifierCatalog.Kinds.Single(k => k.Name == "wecom").Create(
        new ChannelDefinition { Id = "mail", Kind = "wecom", Options = new WeComOptions { Url = robot.Url("/cgi-bin/webhook/send"), Key = RobotBench.Secret(Key), Timeout = TimeSpan.FromMinutes(5) } },
        new NotifierServices(time, NullLoggerFactory.Instance, new HttpClient(), rates));
}
