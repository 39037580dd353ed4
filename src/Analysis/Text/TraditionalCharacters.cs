using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>Simplified forms of common traditional characters: posts from Hong Kong and Taiwan, and spellings that dodge filters.</summary>
internal static class TraditionalCharacters
{
    private static readonly char[] Forms = Load();

    internal static char Simplify(char c) => Forms[c];

    internal static string Simplify(string text)
    {
        var i = 0;
        while (i < text.Length && Forms[text[i]] == text[i]) i++;
        return i == text.Length ? text : string.Create(text.Length, text, (into, from) =>
        {
            for (var k = 0; k < into.Length; k++) into[k] = Forms[from[k]];
        });
    }

    private static char[] Load()
    {
        var forms = new char[char.MaxValue + 1];
        for (var i = 0; i < forms.Length; i++) forms[i] = (char)i;
        using var stream = typeof(TraditionalCharacters).Assembly.GetManifestResourceStream("text/traditional.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        foreach (var pair in reader.ReadToEnd().Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Length != 2) throw new InvalidDataException($"traditional.txt: '{pair}' is not a pair of characters.");
            forms[pair[0]] = pair[1];
        }

        return forms;
    }
}
