using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Acknowledging;
using Monitor.Host.Board;
using Monitor.Host.Cases;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Replicas;
using Monitor.Host.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>The board on a real Kestrel, with a store filled by hand.</summary>
internal sealed partial class BoardServer : IAsyncDisposable
{
    public const string Password = "a-long-enough-password";

    private readonly WebApplication _app;

    private BoardServer(WebApplication app, FakeArchive archive, FakeLedger ledger, FakeModels models) => (_app, Archive, Ledger, Models) = (app, archive, ledger, models);

    public FakeArchive Archive { get; }

    public FakeLedger Ledger { get; }

    public FakeModels Models { get; }

    public FakeWords Words { get; private init; } = null!;

    public IServiceProvider Services => _app.Services;

    public WebApplication App => _app;

    public ChangeBus Bus => _app.Services.GetRequiredService<ChangeBus>();

    public Uri Address => new(_app.Urls.First());

    public static async Task<BoardServer> StartAsync(MonitorConfig config, DateTimeOffset now, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var archive = new FakeArchive();
        var ledger = new FakeLedger();
        var models = new FakeModels();
        var words = new FakeWords();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(now)).AddSingleton<IArchive>(archive).AddSingleton<ILedger>(ledger)
            .AddSingleton<IAlertBook, FakeBook>().AddSingleton<IUserDoor>(new FakeDoor(ledger)).AddSingleton<ICurrentConfig>(new FixedConfig(config)).AddSingleton<IModelStatus>(models).AddSingleton<ICaseWords>(words).AddSingleton(new LinkToken(new byte[32])).AddSingleton(Node.Alone).AddBoard();
        var app = builder.Build();
        app.MapBoard();
        await app.StartAsync();
        foreach (var role in Enum.GetValues<Role>()) ledger.Users.Add(new User(role.ToString(), role, Password, false, 0, null));
        return new BoardServer(app, archive, ledger, models) { Words = words };
    }

    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    public async Task<HttpClient> SignedInAsync(Role role)
    {
        var client = Client();
        var answer = await PostAsync(client, "/signin", "/signin", ("name", role.ToString()), ("password", Password));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    /// <summary>Reads the form's page for its token, then posts the form with it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Key, string Value)[] fields)
    {
        var token = Token().Match(await client.GetStringAsync(page)).Groups[1].Value;
        var form = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await client.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
