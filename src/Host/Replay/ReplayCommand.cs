using Monitor.Host.Cli;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Telling;

namespace Monitor.Host.Replay;

/// <summary>
/// `monitor replay`: a first pass learns who speaks in the recordings and names unusable lines, a second one plays them.
/// Exit 0 when every line was played, 1 when lines were left out, 2 when configuration or files are not usable.
/// </summary>
internal static class ReplayCommand
{
    /// <summary>Beyond this many problems only their number is told.</summary>
    private const int MostTold = 20;

    public static async Task<int> RunAsync(ReplayOptions options, bool json, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        if (options.Files.Where(f => f != "-").FirstOrDefault(f => !File.Exists(f)) is { } missing) return Common.Usage($"no such file: {missing}");
        if (options.Files.Count(f => f == "-") > 1) return Common.Usage("standard input (-) can be read only once");
        var config = ReplayConfig.Load(options);
        using var spool = new Spool();
        var files = options.Files.Select(f => f == "-" ? new ReplayFile("stdin", spool.Keep(Console.OpenStandardInput())) : new ReplayFile(f, f)).ToList();
        var told = 0L;
        var survey = ReplaySurvey.Of(files, Tell, ct);
        if (survey.Events == 0)
        {
            await errors.WriteLineAsync("nothing to replay: no usable line");
            return Common.Findings;
        }

        var order = new EventOrder(options.Tolerance, Tell);
        var watched = ReplayConfig.With(config, survey);
        IReplayVoice voice = json ? new JsonVoice(output) : new TextVoice(output);
        await ProgressBar.RunAsync(survey.Events, progress =>
            new ReplayRun(watched, survey, voice) { Everywhere = options.Everywhere, Progress = progress, LeftOut = () => told }.PlayAsync(order.Merge(files), ct));
        await output.FlushAsync(ct);
        if (told > MostTold) await errors.WriteLineAsync($"... and {told - MostTold} more lines left out");
        return told == 0 ? Common.Fine : Common.Findings;

        void Tell(ReplayProblem problem)
        {
            if (told++ < MostTold) errors.WriteLine(problem);
        }
    }
}
