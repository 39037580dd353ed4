using System.Diagnostics.CodeAnalysis;

namespace Monitor.Collectors.Parsing;

/// <summary>
/// The runtime's address parser for addresses from outside: some it does not refuse but fails on (found by fuzzing), at once or when a part is
/// first asked for, and one such link must not cost the page it stands on.
/// </summary>
internal static class Addresses
{
    public static bool TryCreate([NotNullWhen(true)] string? text, UriKind kind, [NotNullWhen(true)] out Uri? made) =>
        Guarded(() => Uri.TryCreate(text, kind, out var read) ? read : null, out made);

    public static bool TryCreate(Uri? onto, string? text, [NotNullWhen(true)] out Uri? made) =>
        Guarded(() => Uri.TryCreate(onto, text, out var read) ? read : null, out made);

    private static bool Guarded(Func<Uri?> read, [NotNullWhen(true)] out Uri? made)
    {
        try
        {
            made = read();
            // Read in full here, not where nobody expects it to fail.
            _ = made is { IsAbsoluteUri: true } ? made.AbsoluteUri : null;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or FormatException or InvalidOperationException)
        {
            made = null;
        }

        return made is not null;
    }
}
