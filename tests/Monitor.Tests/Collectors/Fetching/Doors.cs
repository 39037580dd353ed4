using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Fetching;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>HTTP doors that may fetch one site (or two) on the loopback and nothing else inside.</summary>
internal static class Doors
{
    public static HttpDoor To(WebSite site, TimeProvider? time = null, FetchSettings? settings = null, WebSite? and = null) => new(
        (settings ?? new FetchSettings { HostPace = TimeSpan.Zero }) with { AllowPrivate = and is null ? [site.Authority] : [site.Authority, and.Authority] },
        time ?? TimeProvider.System,
        NullLoggerFactory.Instance);

    public static Task<FetchResult> GetAsync(this HttpDoor door, Uri url) => door.GetAsync(url, null, CancellationToken.None);
}
