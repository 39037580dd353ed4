using System.Text.Json;
using Monitor.Core.Text;

namespace Monitor.Collectors.JsonLists;

/// <summary>Recognises an API that answers "no" with HTTP 200: ok = 0, a non-zero code or errno, an error object.</summary>
internal static class ApiErrors
{
    private static readonly string[] Codes = ["errno", "errcode", "error_code", "code"];

    public static string? Find(JsonElement root, JsonListOptions options)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (options.OkPath is not null)
        {
            var value = JsonPath.Text(root, options.OkPath);
            return value == options.OkValue ? null : $"{options.OkPath} is {value ?? "absent"}, expected {options.OkValue}{Words(root)}";
        }

        if (JsonPath.Text(root, "ok") is "0" or "-100" or "false") return "ok is 0" + Words(root);
        if (root.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String && error.ToString().Length > 0)
            return "the answer is an error" + Words(error.ValueKind == JsonValueKind.Object ? error : root);
        foreach (var name in Codes)
        {
            if (JsonPath.Text(root, name) is { } code and not ("0" or "200" or "1" or "A0000" or "success")) return $"{name} is {code}{Words(root)}";
        }

        return null;
    }

    private static string Words(JsonElement e) =>
        JsonPath.Text(e, "msg || message || errmsg || error_msg || error") is { } said ? ": " + said.CutTo(200) : "";
}
