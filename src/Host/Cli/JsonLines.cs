using System.Text;
using System.Threading.Channels;

namespace Monitor.Host.Cli;

/// <summary>One answer per line in order, flushed whenever no further line waits: a caller may feed a stream line by line, and a file goes fast.</summary>
internal static class JsonLines
{
    private const int Ahead = 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<int> AnswerAsync(string input, Func<string, string> answer, CancellationToken ct)
    {
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAsync(input, lines.Writer, done.Token), CancellationToken.None);
        try
        {
            await using var writer = new StreamWriter(Console.OpenStandardOutput(), Utf8, bufferSize: 1 << 16) { NewLine = "\n" };
            await foreach (var line in lines.Reader.ReadAllAsync(ct))
            {
                await writer.WriteLineAsync(answer(line));
                if (!lines.Reader.TryPeek(out _)) await writer.FlushAsync(ct);
            }
        }
        finally
        {
            await done.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Common.Fine;
    }

    private static async Task ReadAsync(string input, ChannelWriter<string> lines, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(input == "-" ? Console.OpenStandardInput() : File.OpenRead(input), Utf8);
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line)) await lines.WriteAsync(line, ct);
            }

            lines.Complete();
        }
        catch (Exception e)
        {
            lines.TryComplete(e);
        }
    }
}
