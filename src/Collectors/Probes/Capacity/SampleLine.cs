using System.Globalization;
using System.Text;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>Reads one sample: name, labels with escapes, value, and behind it a timestamp and OpenMetrics' exemplar, which say nothing of now.</summary>
internal ref struct SampleLine
{
    private readonly ReadOnlySpan<char> _line;
    private int _at;

    private SampleLine(ReadOnlySpan<char> line) => _line = line;

    /// <returns>Null when it is none.</returns>
    public static MetricSample? Read(ReadOnlySpan<char> line) => new SampleLine(line).Sample();

    private MetricSample? Sample()
    {
        var name = Word(colons: true);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        Blank();
        if (Take('{') && !Labels(labels, ref name)) return null;
        if (name is null) return null;
        Blank();
        if (Number(Token()) is not { } value) return null;
        Blank();
        return Rest() ? new MetricSample(name, labels, value) : null;
    }

    /// <summary>The first, without `=`, may be the name itself, quoted: Prometheus 3 writes names outside its alphabet so.</summary>
    private bool Labels(Dictionary<string, string> labels, ref string? name)
    {
        while (true)
        {
            Blank();
            if (Take('}')) return true;
            var quoted = Peek() == '"';
            var key = quoted ? Quoted() : Word(colons: false);
            if (key is null) return false;
            Blank();
            if (Take('='))
            {
                Blank();
                if (Quoted() is not { } value || !labels.TryAdd(key, value)) return false;
            }
            else if (quoted && name is null)
            {
                name = key;
            }
            else
            {
                return false;
            }

            Blank();
            if (Take(',')) continue;
            return Take('}');
        }
    }

    /// <summary>Nothing, a timestamp, an exemplar, or both.</summary>
    private bool Rest()
    {
        if (_at < _line.Length && _line[_at] != '#' && Number(Token()) is null) return false;
        Blank();
        return _at == _line.Length || _line[_at..].StartsWith("# {", StringComparison.Ordinal);
    }

    /// <summary>[a-zA-Z_][a-zA-Z0-9_]*, in the names of metrics with colons.</summary>
    private string? Word(bool colons)
    {
        var start = _at;
        while (_at < _line.Length && (char.IsAsciiLetter(_line[_at]) || _line[_at] == '_' || (colons && _line[_at] == ':') || (_at > start && char.IsAsciiDigit(_line[_at])))) _at++;
        return _at > start ? _line[start.._at].ToString() : null;
    }

    /// <summary>\\, \" and \n are the only escapes.</summary>
    private string? Quoted()
    {
        if (!Take('"')) return null;
        var text = new StringBuilder();
        for (; _at < _line.Length; _at++)
        {
            var c = _line[_at];
            if (c == '"')
            {
                _at++;
                return text.ToString();
            }

            if (c != '\\')
            {
                text.Append(c);
                continue;
            }

            if (++_at == _line.Length) return null;
            switch (_line[_at])
            {
                case 'n':
                    text.Append('\n');
                    break;
                case '\\' or '"':
                    text.Append(_line[_at]);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>As Go's ParseFloat reads it, apart from hexadecimal ones, which no exporter writes.</summary>
    private static double? Number(ReadOnlySpan<char> word) => word switch
    {
        [] => null,
        _ when word.Equals("NaN", StringComparison.OrdinalIgnoreCase) => double.NaN,
        ['+', .. var rest] when IsInfinite(rest) => double.PositiveInfinity,
        ['-', .. var rest] when IsInfinite(rest) => double.NegativeInfinity,
        _ when IsInfinite(word) => double.PositiveInfinity,
        _ => double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private static bool IsInfinite(ReadOnlySpan<char> word) => word.Equals("Inf", StringComparison.OrdinalIgnoreCase) || word.Equals("Infinity", StringComparison.OrdinalIgnoreCase);

    private ReadOnlySpan<char> Token()
    {
        var start = _at;
        while (_at < _line.Length && _line[_at] is not (' ' or '\t')) _at++;
        return _line[start.._at];
    }

    private readonly char Peek() => _at < _line.Length ? _line[_at] : '\0';

    private bool Take(char wanted)
    {
        if (Peek() != wanted) return false;
        _at++;
        return true;
    }

    private void Blank()
    {
        while (_at < _line.Length && _line[_at] is ' ' or '\t') _at++;
    }
}
