using System.Text.Json;

namespace Monitor.Host.Models;

/// <summary>Which set of models is in use, and which were before; the content of the file <c>current.json</c>.</summary>
/// <param name="Current">Folder name of the set, or <see cref="BuiltIn"/>.</param>
/// <param name="Since">When it was put in use; null for the built-in set that was there from the first start.</param>
/// <param name="Previous">Sets used before, the last one first.</param>
internal sealed record ModelPointer(string Current, DateTimeOffset? Since, IReadOnlyList<string> Previous)
{
    /// <summary>The models shipped inside the program.</summary>
    public const string BuiltIn = "built-in";

    private const int MostPrevious = 20;

    public static ModelPointer First { get; } = new(BuiltIn, null, []);

    public ModelPointer To(string version, DateTimeOffset now) => new(version, now, [.. Previous.Prepend(Current).Where(v => v != version).Distinct().Take(MostPrevious)]);

    public string Write() => JsonSerializer.Serialize(this);

    /// <exception cref="InvalidDataException">Not what <see cref="Write"/> wrote.</exception>
    public static ModelPointer Read(string text)
    {
        try
        {
            var read = JsonSerializer.Deserialize<ModelPointer>(text);
            if (read is { Current: not null, Previous: not null } && read.Previous.Append(read.Current).All(IsName)) return read;
        }
        catch (JsonException)
        {
        }

        throw new InvalidDataException("it does not name a set of models");
    }

    /// <summary>A name must not lead out of the folder of sets.</summary>
    private static bool IsName(string name) => name.Length > 0 && name[0] != '.' && name.IndexOfAny(['/', '\\', '\0']) < 0;
}
