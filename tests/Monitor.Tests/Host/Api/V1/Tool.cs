using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Security;
using Monitor.Host.Api.Keys;
using Monitor.Tests.Board;
using Xunit;

namespace Monitor.Tests.Host.Api.V1;

/// <summary>A program with a key of its own, before the board's busy district.</summary>
internal static class Tool
{
    public static async Task<HttpClient> WithKeyAsync(this BoardServer server, Role role, DateTimeOffset? expires = null, string name = "tool")
    {
        var (key, problem) = await server.Services.GetRequiredService<ApiKeyDoor>().CreateAsync(name, role, expires, "test", default);
        Assert.Null(problem);
        var client = server.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Refused with problem details of that status.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }

    public static StringContent Body(string json) => new(json, null, "application/json");
}
