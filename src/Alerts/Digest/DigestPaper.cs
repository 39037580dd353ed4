using System.Globalization;

namespace Monitor.Alerts.Digest;

/// <summary>The letter as it will be set, whatever it is set in: text, HTML, .docx or .xlsx.</summary>
internal sealed record DigestPaper(
    Tongue Tongue, string Subject, string Range, IReadOnlyList<string> Sentences, IReadOnlyList<DigestSection> Sections, string Next);

/// <param name="Chart">Shown above the table.</param>
internal sealed record DigestSection(string Caption, DigestTable Table, DigestChart? Chart = null);

internal sealed record DigestTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<DigestCell>> Rows);

/// <summary>What people read in a cell and, where it is a figure, what a spreadsheet calculates with.</summary>
internal readonly record struct DigestCell(string Text, double? Number = null, bool Percent = false)
{
    /// <summary>On a Beijing clock: what a spreadsheet sorts and filters by.</summary>
    public DateTime? When { get; init; }

    /// <summary><see cref="When"/> is a day without a time.</summary>
    public bool DayOnly { get; init; }

    public static implicit operator DigestCell(string text) => new(text);

    public static implicit operator DigestCell(int number) => new(number.ToString(CultureInfo.InvariantCulture), number);
}

/// <summary>A picture without a single letter in it: what it means is said around it, in the reader's own fonts.</summary>
/// <param name="Id">Content id of the picture.</param>
/// <param name="Alt">All that the picture shows, in words.</param>
/// <param name="Legend">Colour and meaning.</param>
/// <param name="Axis">Labels under the picture, at even distances.</param>
internal sealed record DigestChart(string Id, byte[] Png, string Alt, IReadOnlyList<DigestKey> Legend, IReadOnlyList<string> Axis);

/// <param name="Colour">As #rrggbb.</param>
internal readonly record struct DigestKey(string Colour, string Label);
