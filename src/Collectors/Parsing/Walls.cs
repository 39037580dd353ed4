using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>Pages that ask who you are instead of showing anything: known by their titles.</summary>
internal static partial class Walls
{
    private static readonly string[] Titles = ["Sina Visitor System", "访问验证", "安全验证", "人机验证", "请输入验证码", "Just a moment", "Access Denied", "登录 - ", "Attention Required! | Cloudflare"];

    /// <summary>Which of them the title says, or null.</summary>
    public static string? Named(string title) => Titles.FirstOrDefault(w => title.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>For a whole page: the reason, or null.</summary>
    public static string? Of(string html) =>
        Title().Match(html[..Math.Min(html.Length, 20_000)]) is { Success: true } m && Named(m.Groups[1].Value) is { } known ? $"the page is a wall: its title says '{known}'" : null;

    [GeneratedRegex("<title[^>]{0,100}>([^<]{0,300})", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
