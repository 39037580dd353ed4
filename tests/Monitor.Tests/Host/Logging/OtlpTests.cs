using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class OtlpTests
{
    [Fact]
    public async Task A_collector_gets_body_attributes_exception_and_resource_masked_with_the_headers_of_the_config()
    {
        var got = new ConcurrentQueue<(string Path, string Header, byte[] Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            got.Enqueue((context.Request.Path.Value!, context.Request.Headers["X-Api-Key"].ToString(), body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);

        var rig = new LogRig(new LoggingConfig
        {
            Environment = "test",
            Otlp = new OtlpLogConfig { Endpoint = collector.Urls.First(), Headers = new Dictionary<string, Secret> { ["X-Api-Key"] = new("env:KEY", "for the collector") }, Level = LogEventLevel.Warning },
        });
        rig.Log.Information("not sent");
        rig.Log.Error(new IOException("GET https://x/send?key=Zq81Zq81 failed"), "Told {Text} of {Source} in {Count}", "电话13812345678", "weibo-hot", 3);
        await rig.Pipeline.DisposeAsync();

        var (path, header, sent) = Assert.Single(got);
        Assert.Equal(("/v1/logs", "for the collector"), (path, header));
        var strings = ProtoStrings.Of(sent);
        Assert.Contains("Told 电话〔手机号〕 of weibo-hot in 3", strings.Select(s => s.Replace("\"", "", StringComparison.Ordinal)));
        foreach (var (name, value) in new[] { ("Text", "电话〔手机号〕"), ("Source", "weibo-hot"), ("service.name", "monitor"), ("deployment.environment.name", "test"), ("exception.message", "GET https://x/send?key=*** failed") })
            Assert.Equal(value, strings[strings.IndexOf(name) + 1]);
        Assert.DoesNotContain(strings, s => s.Contains("Zq81Zq81", StringComparison.Ordinal) || s.Contains("13812345678", StringComparison.Ordinal) || s.Contains("not sent", StringComparison.Ordinal));
        Assert.DoesNotContain("Zq81Zq81", Encoding.UTF8.GetString(sent), StringComparison.Ordinal);
    }

    /// <summary>All texts of a protobuf message in order, without its definition: a field that can be read as a message is one.</summary>
    private static class ProtoStrings
    {
        public static List<string> Of(ReadOnlySpan<byte> message)
        {
            var found = new List<string>();
            Walk(message, found);
            return found;
        }

        private static bool Walk(ReadOnlySpan<byte> message, List<string> found)
        {
            var begun = found.Count;
            for (var at = 0; at < message.Length;)
            {
                if (!Number(message, ref at, out var tag) || tag >> 3 == 0) return Undo();
                ulong length = (tag & 7) switch { 1 => 8, 5 => 4, _ => 0 };
                if ((tag & 7) is 0 && !Number(message, ref at, out _)) return Undo();
                if ((tag & 7) is not (0 or 1 or 2 or 5)) return Undo();
                if ((tag & 7) == 2 && !Number(message, ref at, out length)) return Undo();
                if (length > (ulong)(message.Length - at)) return Undo();
                var field = message.Slice(at, (int)length);
                if ((tag & 7) == 2 && (field.Length == 0 || !Walk(field, found))) found.Add(Encoding.UTF8.GetString(field));
                at += (int)length;
            }

            return true;

            bool Undo()
            {
                found.RemoveRange(begun, found.Count - begun);
                return false;
            }
        }

        private static bool Number(ReadOnlySpan<byte> message, ref int at, out ulong value)
        {
            value = 0;
            for (var shift = 0; at < message.Length && shift < 64; shift += 7)
            {
                var b = message[at++];
                value |= (ulong)(b & 0x7f) << shift;
                if (b < 0x80) return true;
            }

            return false;
        }
    }
}
