using Monitor.Analysis.Detectors.CrossEvidence;
using Monitor.Analysis.Detectors.Hype;
using Monitor.Core.Signals;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>Ids that rules name in their options: one that no file has would silently watch nothing.</summary>
internal static class RuleReferences
{
    public static void Check(IReadOnlyList<ReadFile<DetectorDefinition>> rules, IReadOnlyCollection<string> sources, IReadOnlyCollection<string> targets)
    {
        foreach (var file in rules)
        {
            if (file.Value is not { } rule) continue;
            Check(file.Context, "options", rule.Options, sources, targets);
            foreach (var (phase, options) in rule.Phases) Check(file.Context, $"phases.{phase}", options, sources, targets);
        }
    }

    private static void Check(BindContext context, string path, object? options, IReadOnlyCollection<string> sources, IReadOnlyCollection<string> targets)
    {
        if (options is HypeOptions hype) Known(context, path + ".sources", hype.Sources, sources, "source");
        if (options is CrossEvidenceOptions cross) Known(context, path + ".targets", cross.Targets, targets, "target");
    }

    private static void Known(BindContext context, string path, IReadOnlyList<string> named, IReadOnlyCollection<string> known, string what)
    {
        for (var i = 0; i < named.Count; i++)
        {
            var key = $"{path}[{i}]";
            if (!known.Contains(named[i])) context.Fail(context.LineOf(key), key, $"no {what} has the id '{named[i]}'.{Nearest.Suggest(named[i], known)}");
        }
    }
}
