using System.Collections.Frozen;
using System.Reflection;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>
/// All templates in force: the built-in ones, each of which an operator's file of the same name replaces. Immutable; a reload makes a new set.
/// </summary>
public sealed class TemplateSet
{
    private const string Prefix = "Templates/";

    private readonly FrozenDictionary<TemplateName, TemplateFile> _shipped;
    private readonly FrozenDictionary<TemplateName, TemplateFile> _own;

    private TemplateSet(FrozenDictionary<TemplateName, TemplateFile> shipped, FrozenDictionary<TemplateName, TemplateFile> own) => (_shipped, _own) = (shipped, own);

    public static TemplateSet BuiltIn { get; } = new(Shipped(), FrozenDictionary<TemplateName, TemplateFile>.Empty);

    /// <summary>Number of the operator's files.</summary>
    public int Own => _own.Count;

    /// <summary>The built-in set with an operator's files.</summary>
    /// <param name="files">Name and content of each.</param>
    /// <returns>The set without the files that have mistakes, and the mistakes.</returns>
    public static (TemplateSet Set, IReadOnlyList<TemplateFault> Faults) With(IEnumerable<(string Name, string Content)> files)
    {
        var (own, faults) = (new Dictionary<TemplateName, TemplateFile>(), new List<TemplateFault>());
        foreach (var (name, content) in files)
        {
            if (TemplateName.Parse(name) is { Fault: { } wrong }) faults.Add(new TemplateFault(name, 1, 0, wrong));
            else if (TemplateFile.Read(TemplateName.Parse(name).Name!, content) is { Faults.Count: > 0 } unread) faults.AddRange(unread.Faults);
            else
            {
                var file = TemplateFile.Read(TemplateName.Parse(name).Name!, content).File!;
                faults.AddRange(TemplateCheck.Of(file));
                own[file.Name] = file;
            }
        }

        return (new TemplateSet(BuiltIn._shipped, own.ToFrozenDictionary()), faults);
    }

    /// <summary>Which file serves a notice.</summary>
    public TemplateChoice Choose(string channelKind, NoticeKind kind, Language language)
    {
        var file = Files(channelKind, kind, language).First();
        return new TemplateChoice(file.Name.File, _own.ContainsKey(file.Name));
    }

    internal bool IsOwn(TemplateFile file) => _own.GetValueOrDefault(file.Name) == file;

    /// <summary>Files that may serve a notice, the best first: name by name, the operator's before the built-in one.</summary>
    internal IEnumerable<TemplateFile> Files(string channelKind, NoticeKind kind, Language language)
    {
        foreach (var name in TemplateName.For(channelKind, kind, language))
        {
            if (_own.TryGetValue(name, out var own)) yield return own;
            if (_shipped.TryGetValue(name, out var shipped)) yield return shipped;
        }
    }

    private static FrozenDictionary<TemplateName, TemplateFile> Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(Read).ToFrozenDictionary(f => f.Name);

        TemplateFile Read(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var (name, fault) = TemplateName.Parse(resource[Prefix.Length..]);
            var (file, faults) = name is null ? (null, []) : TemplateFile.Read(name, reader.ReadToEnd());
            return file ?? throw new InvalidOperationException($"the built-in template {resource} is broken: {fault} {string.Join("; ", faults)}");
        }
    }
}

/// <param name="File">Name of the file that serves.</param>
/// <param name="Own">The operator's; else built in.</param>
public sealed record TemplateChoice(string File, bool Own);
