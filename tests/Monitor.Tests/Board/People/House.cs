using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host;
using Monitor.Host.Security;
using Xunit;

namespace Monitor.Tests.Board.People;

/// <summary>The whole service without its loops: real store, real passwords, real Kestrel; only the clocks are the test's.</summary>
internal sealed partial class House : IAsyncDisposable
{
    public const string Password = "river-and-7-hills";
    public static readonly DateTimeOffset Now = new(2026, 6, 26, 2, 30, 10, TimeSpan.Zero);

    private readonly DirectoryInfo _home;

    private House(DirectoryInfo home, WebApplication app, FakeTimeProvider time) => (_home, App, Time) = (home, app, time);

    public WebApplication App { get; }

    /// <summary>Of the service, of browsers and of phones.</summary>
    public FakeTimeProvider Time { get; }

    public ILedger Ledger => App.Services.GetRequiredService<ILedger>();

    public Uri Address => new(App.Urls.First());

    public string In(string file) => Path.Combine(_home.FullName, file);

    /// <param name="config">YAML of monitor.yaml; <c>{home}</c> is its folder.</param>
    public static async Task<House> OpenAsync(string config = "", string url = "http://127.0.0.1:0", Action<string>? prepare = null, DateTimeOffset? now = null)
    {
        var home = Directory.CreateTempSubdirectory("house");
        prepare?.Invoke(home.FullName);
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "monitor.yaml"), config.Replace("{home}", home.FullName, StringComparison.Ordinal));
        var time = new FakeTimeProvider(now ?? Now);
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions
        {
            ConfigDirectory = home.FullName,
            DataDirectory = Path.Combine(home.FullName, "data"),
            Time = time,
            RunLoops = false,
            LogsToError = true,
            Urls = [url],
            Services = s => s.AddSingleton(new SignInClock(time)),
        }, default);
        await app.StartAsync();
        return new House(home, app, time);
    }

    public async Task<User> PersonAsync(string name, Role role)
    {
        await Ledger.SaveUserAsync(new User(name, role, PasswordHash.Make(Password), false, 0, null), default);
        return (await Ledger.UserAsync(name, default))!;
    }

    /// <param name="root">The only root a browser of the test trusts.</param>
    public HttpClient Browser(X509Certificate2? root = null, CookieContainer? cookies = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() };
        if (root is not null) handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { root } };
        return new HttpClient(handler) { BaseAddress = Address };
    }

    public async Task<HttpClient> SignedInAsync(string name, string password = Password)
    {
        var browser = Browser();
        var answer = await PostAsync(browser, "/signin", "/signin", ("name", name), ("password", password));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    /// <summary>Reads a page and sends a form of it with its hidden fields.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Key, string Value)[] fields) =>
        await SendAsync(client, await client.GetStringAsync(page), action, fields);

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string html, string action, params (string Key, string Value)[] fields)
    {
        // The layout's own form comes first on pages of signed-in people; hidden fields of the wanted one are those after its action.
        var at = html.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        var part = at < 0 ? html : html[at..html.IndexOf("</form>", at, StringComparison.Ordinal)];
        var hidden = Hidden().Matches(part).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(p => p.Key)
            .Where(p => fields.All(f => f.Key != p.Key));
        return await client.PostAsync(action, new FormUrlEncodedContent([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Key, f.Value))]));
    }

    public async Task<IReadOnlyList<string>> ActsAsync() => [.. (await Ledger.AuditTrailAsync(500, default)).Select(e => $"{e.Who} {e.Action} {e.Subject}")];

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
