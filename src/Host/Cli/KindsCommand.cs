using System.CommandLine;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Configuration.Schema;

namespace Monitor.Host.Cli;

/// <summary>`monitor kinds`: every kind with its options, as a Markdown table the docs are compared with.</summary>
internal static class KindsCommand
{
    public static Command Build()
    {
        var json = Common.JsonOption();
        var command = new Command("kinds", "The kinds of collectors, probes, detectors and notifiers with their options.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json)) PrintJson();
            else Console.Write(Markdown());
            return Common.Fine;
        });
        return command;
    }

    /// <summary>All kinds with a table of their options; docs/kinds.md ends with this text.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        foreach (var family in Families.All)
        {
            page.Append($"## {family.Family}\n\n");
            foreach (var kind in family.Kinds) Write(page, kind);
        }

        return page.ToString();
    }

    private static void PrintJson()
    {
        foreach (var family in Families.All)
            foreach (var kind in family.Kinds)
                Console.WriteLine(Common.Line(new { family = family.Family, kind = kind.Name, kind.Summary, options = new TypeSchema(Families.All).OfRecord(kind.OptionsType) }));
    }

    private static void Write(StringBuilder page, KindCard kind)
    {
        page.Append($"### {kind.Name}\n\n{kind.Summary}\n\n");
        var properties = KeyNames.Writable(kind.OptionsType);
        if (properties.Count == 0) return;
        page.Append("| option | type | required | meaning |\n|---|---|---|---|\n");
        foreach (var p in properties)
            page.Append($"| `{KeyNames.Of(p)}` | {TypeWords.Of(p.PropertyType)} | {(p.IsDefined(typeof(RequiredAttribute)) ? "yes" : "")} | {Cell(p)} |\n");
        page.Append('\n');
    }

    private static string Cell(PropertyInfo p) => p.GetCustomAttribute<DescriptionAttribute>()?.Description.Replace("|", "\\|", StringComparison.Ordinal) ?? "";
}
