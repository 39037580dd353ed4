using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Security;
using Monitor.Host;
using Monitor.Host.Board.Access.Table;
using Monitor.Host.Security;
using Xunit;

namespace Monitor.Tests.Host.Access;

/// <summary>The service composed as it runs, on a real Kestrel and the embedded store, with one user of each role.</summary>
public sealed partial class RealApp : IAsyncLifetime
{
    private const string Password = "a-Long-enough-password-1";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("access");
    private readonly Dictionary<Caller, HttpClient> _clients = [];
    private WebApplication? _app;

    internal WebApplication App => _app!;

    internal Uri Address => new(App.Urls.First());

    internal IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. ((IEndpointRouteBuilder)App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Each caller with its own cookies or key; redirects are not followed.</summary>
    internal HttpClient As(Caller caller) => _clients[caller];

    public async ValueTask InitializeAsync()
    {
        var config = _home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), "storage: {}\n");
        await File.WriteAllTextAsync(Path.Combine(config.CreateSubdirectory("targets").FullName, "site.yaml"), "id: site\nname: 网站\nkind: http\noptions: { url: \"http://127.0.0.1:9/\" }\n");
        _app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false, Urls = ["http://127.0.0.1:0"] }, default);
        await _app.StartAsync();
        _clients[Caller.Anonymous] = Client();
        foreach (var role in Enum.GetValues<Role>()) _clients[Enum.Parse<Caller>(role.ToString())] = await PersonAsync("the-" + role, role, change: true);
        // The highest of roles is nothing before its password is changed.
        _clients[Caller.MustChange] = await PersonAsync("fresh", Role.Admin, change: false);
        foreach (var role in Enum.GetValues<Role>()) _clients[Callers.Keys(Enum.Parse<Caller>(role.ToString()))] = await KeyedAsync(role);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    private async Task<HttpClient> PersonAsync(string name, Role role, bool change)
    {
        var door = App.Services.GetRequiredService<IUserDoor>();
        var password = await door.CreateAsync(name, role, default);
        if (change) Assert.Null(await door.ChangePasswordAsync(name, password!, Password, default));
        var client = Client();
        var token = Token().Match(await client.GetStringAsync("/signin")).Groups[1].Value;
        var answer = await client.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = change ? Password : password!, ["__RequestVerificationToken"] = token }));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    private Task<HttpClient> KeyedAsync(Role role)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "mk_" + role);
        return Task.FromResult(client);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
