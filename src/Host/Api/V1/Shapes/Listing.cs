namespace Monitor.Host.Api.V1.Shapes;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">In the order the address says.</param>
/// <param name="Next">Offset of the next part; null at the end.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, int? Next = null);
