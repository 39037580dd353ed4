using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitor.Core.Security;
using Monitor.Host.Api.V1;
using Monitor.Host.Board.Access.Table;
using Monitor.Tests.Board;
using Monitor.Tests.Host.Access;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Api.V1;

/// <summary>The document against the service it tells of.</summary>
public sealed class ApiDocumentTests(RealApp real) : IClassFixture<RealApp>
{
    [Fact]
    public async Task The_file_is_what_the_service_says()
    {
        var served = await real.As(Caller.ViewerKey).GetStringAsync(ApiV1.Document);
        var file = await File.ReadAllTextAsync(Repository.File("docs", "openapi.json"));
        Assert.True(ApiDocument.Format(served) == file, "docs/openapi.json is stale: write it anew with `monitor api openapi`");
        Assert.Equal(file, await ApiDocument.ReadAsync(real.App.Services, default));
    }

    [Fact]
    public async Task Every_call_is_in_it_with_a_summary_and_a_name()
    {
        var paths = JsonDocument.Parse(await real.As(Caller.Viewer).GetStringAsync(ApiV1.Document)).RootElement.GetProperty("paths");
        var told = paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (o.Name.ToUpperInvariant(), p.Name))).ToHashSet();
        var there = real.Endpoints.Where(e => e.RoutePattern.RawText!.StartsWith(ApiV1.Root, StringComparison.Ordinal) && e.RoutePattern.RawText != ApiV1.Document)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (m, e.RoutePattern.RawText!))).ToHashSet();
        Assert.True(there.Count >= 22);
        Assert.Equal(there.Order(), told.Order());
        foreach (var operation in paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("operationId").GetString()!);
        }
    }

    [Fact]
    public async Task What_a_call_answers_is_among_what_the_document_says_it_may()
    {
        await using var server = await District.StartAsync();
        var paths = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.File("docs", "openapi.json"))).RootElement.GetProperty("paths");
        var (role, asked) = (0, 0);
        foreach (var who in new[] { Role.Viewer, Role.Admin })
        {
            using var tool = await server.WithKeyAsync(who, name: "tool" + role++);
            foreach (var path in paths.EnumerateObject())
            {
                foreach (var operation in path.Value.EnumerateObject())
                {
                    foreach (var id in new[] { "a1", "none", "s1", "filing" })
                    {
                        using var request = new HttpRequestMessage(new HttpMethod(operation.Name), path.Name.Replace("{id}", id, StringComparison.Ordinal).Replace("{step}", "judge", StringComparison.Ordinal));
                        if (operation.Value.TryGetProperty("requestBody", out _) || operation.Name == "post") request.Content = Tool.Body("{}");
                        using var answer = await tool.SendAsync(request);
                        var told = operation.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name);
                        Assert.True(told.Contains(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)), $"{operation.Name} {path.Name} of {id} as {who}: {(int)answer.StatusCode} is not in the document");
                        asked++;
                    }
                }
            }
        }

        Assert.True(asked > 150);
    }
}
