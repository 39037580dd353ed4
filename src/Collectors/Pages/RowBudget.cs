using System.Diagnostics;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>
/// Bounds what the rows of one page may give together. Where rows lie within rows each repeats all within it, and a small page would fill the
/// memory; real definitions read a page about once.
/// </summary>
internal sealed class RowBudget(int pageLength)
{
    private readonly long _most = (16L * pageLength) + 16_384;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _read;

    /// <exception cref="FormatException">More text than a page read many times over holds, or more time than any page needs.</exception>
    public Item? Spent(Item? item)
    {
        _read += (item?.Title?.Length ?? 0) + (item?.Text?.Length ?? 0) + (item?.Author?.Length ?? 0) + (item?.Url?.Length ?? 0) + (item?.Id?.Length ?? 0);
        if (_read > _most) throw new FormatException($"a page whose rows lie within each other: they hold {_read} characters together, the page {pageLength}");
        return Stopwatch.GetElapsedTime(_begun) <= Html.Limit ? item : throw new FormatException($"a page whose rows take more than {Html.Limit.TotalSeconds:0} s to read");
    }
}
