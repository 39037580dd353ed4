namespace Monitor.Collectors.Parsing;

/// <summary>
/// Bounds what the items of one answer may hold together. Where rows lie within rows, or entries within entries, each repeats all within it, and
/// a small answer would fill the memory; real ones are read about once.
/// </summary>
/// <param name="what">What repeats itself, for the reason: "a page whose rows".</param>
/// <param name="length">Of the answer, in characters.</param>
/// <param name="limit">Its time.</param>
internal sealed class TextBudget(string what, int length, ReadLimit limit)
{
    private readonly long _most = (16L * length) + 16_384;
    private long _read;

    /// <exception cref="RepeatsItselfException">More text than an answer read many times over holds.</exception>
    /// <exception cref="TookTooLongException">The answer's time is over.</exception>
    public Item? Spent(Item? item)
    {
        if (item is not null) _read += Length(item.Title, item.Text, item.Summary, item.Author, item.Url, item.Id, item.AsWritten?.Title, item.AsWritten?.Summary, item.AsWritten?.Content);
        if (_read > _most) throw new RepeatsItselfException($"{what} lie within each other: they hold {_read} characters together, the whole has {length}");
        limit.Check();
        return item;
    }

    private static long Length(params ReadOnlySpan<string?> texts)
    {
        var sum = 0L;
        foreach (var text in texts) sum += text?.Length ?? 0;
        return sum;
    }
}

/// <summary>An answer that would fill the memory by repeating itself.</summary>
internal sealed class RepeatsItselfException(string message) : Exception(message);
