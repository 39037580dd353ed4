using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Monitor.Host.Board.Markup;

/// <summary>
/// Markup that is safe to send. Written as an interpolated string: the literal parts are ours, every hole is HTML-encoded
/// unless it is itself <see cref="Html"/>. There is deliberately no way to turn a string into unencoded markup.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public static Html Empty { get; } = new(0, 0);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? value)
    {
        if (value is not null) _text.Append(Encoder.Encode(value));
    }

    public void AppendFormatted(Html? value)
    {
        if (value is not null) _text.Append(value._text);
    }

    public void AppendFormatted(IEnumerable<Html> values)
    {
        foreach (var value in values) AppendFormatted(value);
    }

    public void AppendFormatted(long value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double value, string format = "0.##") => _text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
