using System.Text;
using CsCheck;

namespace Monitor.Tests.Collectors.FileDrop;

/// <summary>Tables as platforms export them, and as their worst cells make them.</summary>
internal static class Tables
{
    private static readonly string[] Pieces =
    [
        "高考", "志愿填报系统打不开了", "，", ",", "\"", "\"\"", "\n", "\n\n", ";", "\t", "|", "=cmd|' /C calc'!A0", "=1+1", "+86", "-5", "@SUM(A1)", "'", "<b>", "&amp;", " ", "　", "é", "0", "007",
        "1e5", "说：“真的吗？”", "NULL", "\\\"", "a",
    ];

    public static readonly Gen<string> Cell = Gen.OneOf(Pieces).Array[0, 5].Select(string.Concat);

    /// <summary>At least two columns, so that no row is a blank line.</summary>
    public static readonly Gen<string[][]> Any = Gen.Int[2, 6].SelectMany(width => Cell.Array[width].Array[0, 12]);

    /// <summary>As RFC 4180 has it: quotes where they must be, and here and there where they need not.</summary>
    public static string Csv(IEnumerable<IReadOnlyList<string>> rows, char delimiter, string end, bool quoteAll)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(delimiter, row.Select(Quoted)).Append(end);
        return text.ToString();

        string Quoted(string cell) =>
            quoteAll || cell.AsSpan().IndexOfAny(['"', '\n', '\r', delimiter]) >= 0 ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;
    }
}
