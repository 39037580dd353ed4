using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;
using Quartz;

namespace Monitor.EndToEnd;

/// <summary>What the judge decides to say is on its way when its turn ends; the outbox's own rhythm is for what failed before.</summary>
public sealed class PromptDeliveryTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("prompt");

    [Fact]
    public async Task A_committed_notice_is_attempted_without_waiting_for_the_next_scheduled_look()
    {
        var ct = TestContext.Current.CancellationToken;
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/system", () => Results.StatusCode(503));
            app.MapPost("/hook", () => called.TrySetResult());
        });
        Write("monitor.yaml", $"channels:\n  - {{ id: duty, kind: webhook, options: {{ url: '{site.Url("/hook")}' }} }}\n");
        Write("rules/outage.yaml", "kind: outage\n");
        Write("targets/system.yaml", $"id: system\nname: 志愿填报系统\nkind: http\nconfirm: 1\noptions: {{ url: '{site.Url("/system")}' }}\n");
        // No timetable runs, so nothing but the judge's own turn can start the delivery.
        await using var app = await MonitorApp.BuildAsync(
            new MonitorAppOptions { ConfigDirectory = Path.Combine(_home.FullName, "config"), DataDirectory = Path.Combine(_home.FullName, "data"), Urls = ["http://127.0.0.1:0"], RunLoops = false }, ct);
        await app.Services.GetRequiredService<ProbeLoop>().RunAsync("system", ct);

        await ActivatorUtilities.CreateInstance<JudgeJob>(app.Services).Execute(JobContext.Of("judge"), ct);
        await called.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, ct);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_home.FullName, "config", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>As much of Quartz as a job asks for: its name, and that no timetable planned it.</summary>
    public class JobContext : DispatchProxy
    {
        private IJobDetail? _detail;

        public static IJobExecutionContext Of(string name)
        {
            var context = Create<IJobExecutionContext, JobContext>();
            ((JobContext)(object)context)._detail = JobBuilder.Create<JudgeJob>().WithIdentity(name, name).Build();
            return context;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name switch { "get_JobDetail" => _detail, "get_ScheduledFireTimeUtc" => null, var other => throw new NotSupportedException(other) };
    }
}
