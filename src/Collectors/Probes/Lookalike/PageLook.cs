using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>
/// Reads front pages through the collectors' door: robots.txt obeyed, one paced request at a time per host, never an address inside, half a
/// megabyte at most, no cookies. The real site has a door of its own, for it alone may stand inside.
/// </summary>
internal sealed class PageLook : IDisposable
{
    private const int MaxBytes = 512 * 1024;

    private readonly HttpDoor _outside;
    private readonly HttpDoor _home;
    private readonly Func<string, IReadOnlyList<Uri>> _addresses;

    public PageLook(LookalikeProbeOptions options, Uri site, NameDesk desk, TimeProvider time, ILoggerFactory loggers, Outside outside)
    {
        var settings = new FetchSettings { UserAgent = AgentOf(options.Contact), MaxBytes = MaxBytes, Timeout = TimeSpan.FromSeconds(15), HostPace = outside.Pace, Resolve = desk.AddressesAsync, AllowPrivate = outside.AllowPrivate };
        _outside = new HttpDoor(settings, time, loggers);
        _home = new HttpDoor(settings with { AllowPrivate = [site.Host] }, time, loggers);
        _addresses = outside.Addresses;
    }

    public static string AgentOf(string? contact) => string.IsNullOrWhiteSpace(contact) ? "MonitorBot/0.1" : $"MonitorBot/0.1 (+{contact})";

    /// <returns>Null when it cannot be read; then nothing can be compared.</returns>
    public Task<PageTraits?> HomeAsync(Uri site, CancellationToken ct) => ReadAsync(_home, site, ct);

    /// <returns>Null when it has no page, or none that may be read.</returns>
    public async Task<PageTraits?> FrontAsync(string name, CancellationToken ct)
    {
        foreach (var url in _addresses(name))
            if (await ReadAsync(_outside, url, ct) is { } page) return page;
        return null;
    }

    public void Dispose()
    {
        _outside.Dispose();
        _home.Dispose();
    }

    private static async Task<PageTraits?> ReadAsync(HttpDoor door, Uri url, CancellationToken ct)
    {
        var answer = await door.GetAsync(url, null, ct);
        if (answer.Outcome != FetchOutcome.Ok || answer.Body.Length == 0) return null;
        try
        {
            var page = PageTraits.Of(answer.Url, answer.Text());
            var icon = await door.GetAsync(page.IconUrl, null, ct);
            var isIcon = icon is { Outcome: FetchOutcome.Ok, Body.Length: > 0 } && icon.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) != true;
            return isIcon ? page with { Icon = Convert.ToHexStringLower(SHA256.HashData(icon.Body)) } : page;
        }
        catch (Exception e) when (e is FormatException or TookTooLongException)
        {
            return null;
        }
    }
}

/// <summary>Where the pages behind names are; tests have theirs on the loopback.</summary>
internal sealed record Outside(Func<string, IReadOnlyList<Uri>> Addresses, IReadOnlyList<string> AllowPrivate, TimeSpan Pace)
{
    public static Outside World { get; } = new(name => [new Uri($"http://{name}/"), new Uri($"https://{name}/")], [], TimeSpan.FromSeconds(1));
}
