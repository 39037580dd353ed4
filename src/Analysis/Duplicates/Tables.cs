using System.Reflection;

namespace Monitor.Analysis.Duplicates;

/// <summary>Tables shipped inside the assembly; see Tables/README.md for what they hold and where they come from.</summary>
internal static class Tables
{
    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("stories/" + name)
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
