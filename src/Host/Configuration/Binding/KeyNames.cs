using System.Reflection;
using System.Text.Json;

namespace Monitor.Host.Configuration.Binding;

/// <summary>How C# names are written in YAML: camelCase.</summary>
internal static class KeyNames
{
    public static string Of(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static string OfEnum(object value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);

    /// <summary>What a file may write: everything with an init or set accessor that no folder fills.</summary>
    public static IReadOnlyList<PropertyInfo> Writable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<FromFolderAttribute>() is null)];
}
