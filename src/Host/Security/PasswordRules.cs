namespace Monitor.Host.Security;

/// <summary>What a chosen password must have. Length first (NIST SP 800-63B); two classes of characters because GB/T 22239 auditors ask.</summary>
internal static class PasswordRules
{
    private const int Least = 10;
    private const int Most = 256;

    /// <summary>Null when it will do, else what it lacks, in Chinese.</summary>
    public static string? Lacks(string password, string name)
    {
        if (password.Length < Least) return $"新密码至少需要 {Least} 个字符";
        if (password.Length > Most) return $"新密码不能超过 {Most} 个字符";
        if (password.Contains(name, StringComparison.OrdinalIgnoreCase)) return "新密码不能包含用户名";
        var classes = new Func<char, bool>[] { char.IsAsciiLetterLower, char.IsAsciiLetterUpper, char.IsAsciiDigit, c => !char.IsAsciiLetterOrDigit(c) };
        return classes.Count(password.Any) < 2 ? "新密码需同时包含字母、数字、符号中的至少两类" : null;
    }
}
