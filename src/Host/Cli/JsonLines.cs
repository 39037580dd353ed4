using System.Text;

namespace Monitor.Host.Cli;

/// <summary>One answer per line, flushed at once, so that a caller may feed a stream line by line.</summary>
internal static class JsonLines
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<int> AnswerAsync(string input, Func<string, string> answer, CancellationToken ct)
    {
        using var reader = new StreamReader(input == "-" ? Console.OpenStandardInput() : File.OpenRead(input), Utf8);
        await using var writer = new StreamWriter(Console.OpenStandardOutput(), Utf8) { NewLine = "\n" };
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await writer.WriteLineAsync(answer(line));
            await writer.FlushAsync(ct);
        }

        return Common.Fine;
    }
}
