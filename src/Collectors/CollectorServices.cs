using Microsoft.Extensions.Logging;
using Monitor.Collectors.Fetching;

namespace Monitor.Collectors;

/// <summary>What every collector may use.</summary>
public sealed record CollectorServices(HttpDoor Http, TimeProvider Time, ILoggerFactory Loggers);
