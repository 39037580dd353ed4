using System.CommandLine;
using Monitor.Analysis.Transformer;

namespace Monitor.Host.Cli;

/// <summary>The two options with which a command hears a transformer beside the other models.</summary>
internal sealed class TransformerChoice
{
    public Option<string?> Directory { get; } = new("--transformer") { Description = "Folder of a transformer in ONNX form (docs/transformer.md); absent = none." };

    public Option<double> Share { get; } = MakeShare();

    public TransformerOptions Of(ParseResult parsed) => new() { Directory = parsed.GetValue(Directory) ?? "", Share = parsed.GetValue(Share) };

    private static Option<double> MakeShare()
    {
        var share = new Option<double>("--transformer-share") { Description = "Its weight against the other models, 0 to 1.", DefaultValueFactory = _ => new TransformerOptions().Share };
        share.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (>= 0 and <= 1)) r.AddError("--transformer-share must be between 0 and 1");
        });
        return share;
    }
}
