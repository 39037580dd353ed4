using System.CommandLine;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
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
            foreach (var family in Families.All) Print(family, parsed.GetValue(json));
            return Common.Fine;
        });
        return command;
    }

    private static void Print(KindFamily family, bool json)
    {
        if (json)
        {
            foreach (var kind in family.Kinds)
                Console.WriteLine(Common.Line(new { family = family.Family, kind = kind.Name, kind.Summary, options = new TypeSchema(Families.All).OfRecord(kind.OptionsType) }));
            return;
        }

        Console.WriteLine($"## {family.Family}\n");
        foreach (var kind in family.Kinds) Print(kind);
    }

    private static void Print(KindCard kind)
    {
        Console.WriteLine($"### {kind.Name}\n\n{kind.Summary}\n");
        var properties = KeyNames.Writable(kind.OptionsType);
        if (properties.Count == 0) return;
        Console.WriteLine("| option | type | required | meaning |\n|---|---|---|---|");
        foreach (var p in properties)
            Console.WriteLine($"| `{KeyNames.Of(p)}` | {TypeWords.Of(p.PropertyType)} | {(p.IsDefined(typeof(RequiredAttribute)) ? "yes" : "")} | {p.GetCustomAttribute<DescriptionAttribute>()?.Description} |");
        Console.WriteLine();
    }
}
