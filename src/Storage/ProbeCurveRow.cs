using Monitor.Core.Probes;

namespace Monitor.Storage;

/// <summary>A row of the probes' curve as both stores read it.</summary>
internal sealed record ProbeCurveRow
{
    public required string Target { get; init; }

    public long At { get; init; }

    public long Up { get; init; }

    public long Degraded { get; init; }

    public long Down { get; init; }

    public long Unknown { get; init; }

    public long Timed { get; init; }

    public long Sum { get; init; }

    public long Max { get; init; }

    public string? Places { get; init; }

    /// <summary>What is read, for sums over <c>@width</c> milliseconds; <c>{0}</c> is the function that joins texts.</summary>
    public const string Columns = """
        target_id AS "Target", at / @width * @width AS "At", sum(up) AS "Up", sum(degraded) AS "Degraded", sum(down) AS "Down", sum(unknown) AS "Unknown",
            sum(timed) AS "Timed", sum(sum_us) AS "Sum", max(max_us) AS "Max", {0}(places, ' ') AS "Places"
        """;

    public ProbeBucket Bucket => new(Target, Instants.At(At), (int)Up, (int)Degraded, (int)Down, (int)Unknown, new Latencies((int)Timed, Sum / 1000.0, Max / 1000.0, Places ?? ""));

    public static long WidthOf(TimeSpan bucket)
    {
        var width = (long)bucket.TotalMilliseconds;
        return width > 0 && width % StoreRules.BucketMs == 0 ? width
            : throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "A curve's bucket is five minutes or a multiple of them.");
    }
}
