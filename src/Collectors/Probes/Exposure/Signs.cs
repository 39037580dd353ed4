using System.Text.RegularExpressions;
using Monitor.Core.Text;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Ways of knowing a thing by its content.</summary>
internal static class Signs
{
    private static readonly (byte[] Begins, string Name)[] Archives =
    [
        ("PK\u0003\u0004"u8.ToArray(), "ZIP"), ([0x1F, 0x8B, 0x08], "gzip"), ("Rar!\u001A\u0007"u8.ToArray(), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"), ("BZh"u8.ToArray(), "bzip2"), ("SQLite format 3\0"u8.ToArray(), "SQLite"), ("TAPE"u8.ToArray(), "SQL Server backup"), ("PGDMP"u8.ToArray(), "PostgreSQL dump"),
    ];

    /// <summary>All of these texts, in whatever case.</summary>
    public static Func<ExposureAnswer, string?> Text(params string[] all) =>
        a => a.Ok && all.All(t => a.Text.Contains(t, StringComparison.OrdinalIgnoreCase)) ? $"“{all[0]}”" : null;

    /// <summary>A page of this title that also has all of these texts: articles about a console have its name in the title too.</summary>
    public static Func<ExposureAnswer, string?> Titled(string title, params string[] all) =>
        a => a.Ok && Title(a) is { } shown && shown.Contains(title, StringComparison.OrdinalIgnoreCase) && all.All(t => a.Text.Contains(t, StringComparison.OrdinalIgnoreCase)) ? $"标题“{shown.CutTo(60)}”" : null;

    /// <summary>A text file with such a line; its group "key" is shown, nothing else of it.</summary>
    public static Func<ExposureAnswer, string?> Plain(Regex line, string words) =>
        a => a.Ok && !a.IsHtml && line.Match(a.Text) is { Success: true } m ? m.Groups["key"] is { Success: true } key ? $"{words} {key.Value.CutTo(40)}=***" : words : null;

    /// <summary>A JSON object or list with these members; it may be cut, so it is not parsed.</summary>
    public static Func<ExposureAnswer, string?> Json(params string[] members) =>
        a => a.Ok && a.Text.AsSpan().TrimStart() is ['{' or '[', ..] && members.All(m => a.Text.Contains($"\"{m}\"", StringComparison.Ordinal)) ? $"JSON: {string.Join(", ", members)}" : null;

    public static Func<ExposureAnswer, string?> Begins(byte[] bytes, string words) => a => a.Ok && a.Body.AsSpan().StartsWith(bytes) ? words : null;

    public static Func<ExposureAnswer, string?> Realm(string text) =>
        a => a.Status == 401 && a.Fields.Joined("www-authenticate") is { } realm && realm.Contains(text, StringComparison.OrdinalIgnoreCase) ? $"401 realm “{text}”" : null;

    /// <summary>A header field whose value has a version number.</summary>
    public static Func<ExposureAnswer, string?> Version(params string[] fields) => a =>
    {
        var told = fields.Select(f => (Field: f, Value: a.Fields.Joined(f))).Where(p => p.Value is not null && Expressions.VersionNumber().IsMatch(p.Value)).Select(p => $"{p.Field}: {p.Value!.CutTo(80)}").ToList();
        return told.Count > 0 ? string.Join("; ", told) : null;
    };

    public static Func<ExposureAnswer, string?> Any(params Func<ExposureAnswer, string?>[] signs) => a => signs.Select(s => s(a)).FirstOrDefault(s => s is not null);

    /// <summary>An archive or database file by its first bytes.</summary>
    public static string? Archive(ExposureAnswer answer)
    {
        if (!answer.Ok) return null;
        foreach (var (begins, name) in Archives)
            if (answer.Body.AsSpan().StartsWith(begins)) return name;
        return answer.Body.Length > 262 && answer.Body.AsSpan(257, 5).SequenceEqual("ustar"u8) ? "tar" : null;
    }

    /// <summary>A dump by the words every dump begins with.</summary>
    public static string? Dump(ExposureAnswer answer) =>
        Archive(answer) ?? (answer.Ok && !answer.IsHtml && Expressions.SqlDump().IsMatch(answer.Text) ? "SQL dump" : null);

    public static string? Title(ExposureAnswer answer) => Expressions.Title().Match(answer.Text) is { Success: true } m ? System.Net.WebUtility.HtmlDecode(m.Groups[1].Value).Trim() : null;
}
