namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>One row of a file, as text.</summary>
/// <param name="Line">Where a person finds it: line of a text file, row of a sheet.</param>
/// <param name="Cells">Null when the row could not be read; then <paramref name="Fault"/> says why.</param>
internal sealed record Row(long Line, IReadOnlyList<string?>? Cells, string? Fault = null);

/// <summary>Rows of one file in order, held in memory one at a time. What makes the rest unreadable is thrown as <see cref="DropFault"/>.</summary>
internal interface IRows : IDisposable
{
    /// <returns>Null at the end.</returns>
    Row? Next();
}

/// <summary>A file that cannot be read on; the message is for a person and never holds the file's text.</summary>
internal sealed class DropFault(string message, Exception? inner = null) : Exception(message, inner);
