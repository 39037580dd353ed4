using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Host.Configuration.Binding;

/// <summary>One YAML node with its 1-based line. Duplicate keys are kept, so that each can be named.</summary>
internal abstract record YamlItem(int Line);

internal sealed record YamlText(int Line, string Value, bool Plain) : YamlItem(Line)
{
    public bool IsNull => Plain && Value is "" or "~" or "null";
}

internal sealed record YamlList(int Line, IReadOnlyList<YamlItem> Items) : YamlItem(Line);

internal sealed record YamlMap(int Line, IReadOnlyList<YamlPair> Pairs) : YamlItem(Line);

internal sealed record YamlPair(string Key, int Line, YamlItem Value);

/// <summary>Reads one document from parser events. Aliases are refused: a config that says everything once needs none, and they are a way to blow up memory.</summary>
internal static class YamlTree
{
    /// <summary>Null for an empty file.</summary>
    /// <exception cref="YamlException">Broken YAML; carries the mark.</exception>
    public static YamlItem? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var root = ReadItem(parser);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second)) throw new YamlException(second.Start, second.End, "one document was expected, a second one begins here");
        return root;
    }

    private static YamlItem ReadItem(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlText(Line(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (parser.TryConsume<SequenceStart>(out var list)) return ReadList(parser, Line(list));
        if (parser.TryConsume<MappingStart>(out var map)) return ReadMap(parser, Line(map));

        var other = parser.Consume<ParsingEvent>();
        throw new YamlException(other.Start, other.End, "anchors and aliases are not supported here; write the value out");
    }

    private static YamlList ReadList(Parser parser, int line)
    {
        var items = new List<YamlItem>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadItem(parser));
        return new YamlList(line, items);
    }

    private static YamlMap ReadMap(Parser parser, int line)
    {
        var pairs = new List<YamlPair>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                var other = parser.Consume<ParsingEvent>();
                throw new YamlException(other.Start, other.End, "a plain key was expected");
            }

            pairs.Add(new YamlPair(key.Value, Line(key), ReadItem(parser)));
        }

        return new YamlMap(line, pairs);
    }

    private static int Line(ParsingEvent e) => (int)e.Start.Line;
}
