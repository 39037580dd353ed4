using System.Net;
using Microsoft.AspNetCore.Routing;
using Monitor.Host.Board.Access.Table;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Access;

/// <summary>The table of who may come where, against the program as it runs: every line walked by every caller.</summary>
public sealed class AccessTableTests(RealApp real) : IClassFixture<RealApp>
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["name"] = "board.css",
        ["token"] = "none",
        ["source"] = "none",
        ["target"] = "none",
        ["id"] = "none",
        ["step"] = "judge",
    };

    [Fact]
    public void Every_endpoint_has_its_line_and_every_line_its_endpoint()
    {
        var there = real.Endpoints.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (Method: m, Route: AccessTable.RouteOf(e)))).ToHashSet();
        Assert.True(there.Count > 60, "the program's endpoints could not be read");
        // The demo's own pages are there in `monitor demo` only.
        var lines = AccessTable.All.Where(l => !l.Route.StartsWith("/demo", StringComparison.Ordinal)).Select(l => (l.Method, l.Route)).ToHashSet();
        var unruled = there.Except(lines).Order().ToList();
        Assert.True(unruled.Count == 0, "Nobody has said who may come to " + string.Join(", ", unruled) + ": add a line to AccessTable.Lines.cs, then `monitor api access > docs/access.md`.");
        var stale = lines.Except(there).Order().ToList();
        Assert.True(stale.Count == 0, "No endpoint for " + string.Join(", ", stale) + ": remove the lines from AccessTable.Lines.cs.");
    }

    [Fact]
    public void The_page_for_people_is_written_from_the_table() =>
        Assert.Equal(AccessDocument.Markdown(), File.ReadAllText(Repository.File("docs", "access.md")));

    [Fact]
    public async Task Every_cell_is_as_the_table_says()
    {
        List<string> wrong = [];
        var cells = 0;
        foreach (var line in AccessTable.All.Where(l => !l.Route.StartsWith("/demo", StringComparison.Ordinal)))
        {
            foreach (var caller in Callers.All)
            {
                using var answer = await AskAsync(line, caller);
                cells++;
                var refused = Refuses(answer);
                var right = line.Kind == AccessKind.OwnKey
                    ? (int)answer.StatusCode is >= 400 and < 500
                    : refused != line.Admits(caller) && (int)answer.StatusCode < 500;
                if (!right) wrong.Add($"{line.Method} {line.Route} as {caller}: {(int)answer.StatusCode}, the table {(line.Admits(caller) ? "admits" : "refuses")}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(cells > 600);
    }

    [Theory]
    [InlineData("/nothing-of-the-kind")]
    [InlineData("/api/v1/nothing-of-the-kind")]
    public async Task What_is_not_there_tells_a_stranger_nothing(string path)
    {
        using var answer = await real.As(Caller.Anonymous).GetAsync(path);
        Assert.True(Refuses(answer), $"{path}: {answer.StatusCode}");
    }

    private async Task<HttpResponseMessage> AskAsync(AccessLine line, Caller caller)
    {
        using var request = new HttpRequestMessage(new HttpMethod(line.Method), PathOf(line.Route));
        if (line.Method == "POST") request.Content = line.Kind == AccessKind.Api ? new StringContent("{}", null, "application/json") : new FormUrlEncodedContent([]);
        // The stream of changes has no end: its head says enough.
        return await real.As(caller).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string PathOf(string route) => Values.Aggregate(route, (path, value) => path.Replace("{" + value.Key + "}", value.Value, StringComparison.Ordinal));

    /// <summary>401, 403, or the way to the door.</summary>
    private static bool Refuses(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (answer.StatusCode is HttpStatusCode.Found && answer.Headers.Location is { } to && (to.IsAbsoluteUri ? to.AbsolutePath : to.OriginalString) is { } path
            && (path.StartsWith("/signin", StringComparison.Ordinal) || path.StartsWith("/password", StringComparison.Ordinal)));
}
