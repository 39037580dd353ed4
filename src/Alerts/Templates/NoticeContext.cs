using System.Collections;
using System.Net;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Monitor.Alerts.Templates;

/// <summary>
/// One rendering: known variables only, one function, and limits of loop, length and time. Titles are strangers' words, so in HTML every value
/// is encoded on its way out; a template has no way around that.
/// </summary>
internal sealed class NoticeContext : TemplateContext
{
    public const string Join = "join";

    /// <summary>Rounds of all loops together.</summary>
    public const int MostRounds = 1000;

    /// <summary>Characters of one part.</summary>
    public const int MostLength = 32_000;

    private readonly bool _html;

    public NoticeContext(IReadOnlyDictionary<string, object?> model, bool html, CancellationToken limit) : base(new ScriptObject())
    {
        _html = html;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        LoopLimit = MostRounds;
        LimitToString = MostLength + 1;
        OutputLimit = MostLength + 1;
        NewLine = "\n";
        CancellationToken = limit;
        var values = new ScriptObject();
        foreach (var (name, value) in model) values.SetValue(name, value, readOnly: true);
        values.Import(Join, (Func<IEnumerable?, string, string>)((list, between) => list is null ? "" : string.Join(between, list.Cast<object>())));
        PushGlobal(values);
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is null) return this;
        var text = ObjectToString(textAsObject);
        Write(_html ? WebUtility.HtmlEncode(text) : text);
        return this;
    }
}
