using System.Globalization;
using System.Text.Json;
using Monitor.Core.Text;

namespace Monitor.Collectors.JsonLists;

/// <summary>Recognises an API that answers "no" with HTTP 200: ok = 0, a non-zero code or errno, an error object.</summary>
internal static class ApiErrors
{
    private static readonly string[] Flags = ["ok", "success"];
    private static readonly string[] Codes = ["errno", "errcode", "error_code", "err_no", "status_code", "retcode", "code"];
    private static readonly string[] Good = ["200", "true", "ok", "success", "succeed", "A0000", "A00000", "成功"];
    private static readonly string[] GoodFlags = ["1", "true", "yes", "y", "ok", "success"];

    /// <param name="root">The whole answer.</param>
    /// <param name="options">Its okPath and okValue go before any guess.</param>
    /// <param name="hasEntries">Whether the list holds anything; speaks for the answer where a code is ambiguous.</param>
    /// <returns>What the API said, or null when it did not say no.</returns>
    public static string? Find(JsonElement root, JsonListOptions options, bool hasEntries)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (options.OkPath is { } path) return Asked(root, path, options.OkValue);
        foreach (var name in Flags)
        {
            if (JsonPath.Text(root, name) is { } flag && IsNo(flag)) return $"{name} is {flag}{Words(root)}";
        }

        if (root.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String && error.ToString().Length > 0)
            return "the answer is an error" + Words(error.ValueKind == JsonValueKind.Object ? error : root);
        foreach (var name in Codes)
        {
            if (JsonPath.Text(root, name) is { } code && !IsGood(code) && !(code == "1" && OneIsGood(root, hasEntries))) return $"{name} is {code}{Words(root)}";
        }

        return null;
    }

    private static string? Asked(JsonElement root, string path, string? okValue)
    {
        var value = JsonPath.Text(root, path);
        if (okValue is null)
        {
            var isFlag = Flags.Contains(path[(path.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase);
            if (value is not null && (isFlag ? GoodFlags.Contains(value, StringComparer.OrdinalIgnoreCase) : IsGood(value))) return null;
            okValue = isFlag ? "1 or true" : "0, 200, true, ok or success; another needs okValue";
        }
        else if (value is not null && okValue.Split("||", StringSplitOptions.TrimEntries).Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        return $"{path} is {value ?? "absent"}, expected {okValue}{Words(root)}";
    }

    private static bool IsNo(string flag) =>
        flag.Equals("false", StringComparison.OrdinalIgnoreCase) || (double.TryParse(flag, CultureInfo.InvariantCulture, out var n) && n <= 0);

    /// <summary>Zeros of any length ("0000") are the commonest "all well".</summary>
    private static bool IsGood(string code) => code.All(c => c == '0') || Good.Contains(code, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// To some APIs 1 is success, to others the first of the errors. Entries speak for success, a message other than "success" against it;
    /// with neither it is taken for an error, because an error read as an empty list is silence nobody notices.
    /// </summary>
    private static bool OneIsGood(JsonElement root, bool hasEntries)
    {
        if (Message(root) is not { } said) return hasEntries;
        return Good.Contains(said.Trim(), StringComparer.OrdinalIgnoreCase) || (said.Contains("成功", StringComparison.Ordinal) && said.IndexOfAny(['不', '未']) < 0);
    }

    private static string Words(JsonElement e) => Message(e) is { } said ? ": " + said.CutTo(200) : "";

    private static string? Message(JsonElement e) => JsonPath.Text(e, "msg || message || errmsg || error_msg || error");
}
