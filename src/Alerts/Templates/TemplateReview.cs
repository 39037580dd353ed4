using System.Text.RegularExpressions;
using Scriban.Syntax;

namespace Monitor.Alerts.Templates;

/// <summary>
/// Reads a part without running it, so that a mistake in a branch no sample takes is found too: only the language's harmless half (values, if,
/// case, for, join) and only names that exist. In html, values stand in text or within quotes, and only our own links are followed.
/// </summary>
internal sealed partial class TemplateReview
{
    private static readonly Type[] Allowed =
    [
        typeof(ScriptPage), typeof(ScriptBlockStatement), typeof(ScriptRawStatement), typeof(ScriptEscapeStatement), typeof(ScriptExpressionStatement), typeof(ScriptNopStatement),
        typeof(ScriptIfStatement), typeof(ScriptElseStatement), typeof(ScriptEndStatement), typeof(ScriptForStatement), typeof(ScriptCaseStatement), typeof(ScriptWhenStatement),
        typeof(ScriptKeyword), typeof(ScriptToken), typeof(ScriptIdentifier), typeof(ScriptVariableGlobal), typeof(ScriptMemberExpression), typeof(ScriptPipeCall), typeof(ScriptFunctionCall),
        typeof(ScriptLiteral), typeof(ScriptUnaryExpression), typeof(ScriptBinaryExpression), typeof(ScriptNestedExpression), typeof(ScriptConditionalExpression), typeof(ScriptIsEmptyExpression),
    ];

    private static readonly string[] OfLoops = ["index", "first", "last", "even", "odd", "length"];

    private readonly TemplatePart _part;
    private readonly HashSet<string> _known;
    private readonly List<TemplateFault> _faults = [];
    private string _before = "";

    private TemplateReview(TemplatePart part, TemplateRole role) =>
        (_part, _known) = (part, TemplateVariables.Of(role).Select(v => v.Name).ToHashSet(StringComparer.Ordinal));

    public static IReadOnlyList<TemplateFault> Of(TemplatePart part, TemplateRole role)
    {
        var review = new TemplateReview(part, role);
        if (part.Template.Page is { } page) review.Walk(page, []);
        return review._faults;
    }

    private void Walk(ScriptNode node, IReadOnlyList<string> loops)
    {
        if (!Allowed.Contains(node.GetType()) && node is not ScriptList)
        {
            Fail(node, $"'{node.ToString()?.Trim()}' is not part of the templates' language: expected values, if, case, for and join");
            return;
        }

        switch (node)
        {
            case ScriptRawStatement raw:
                Literal(raw);
                return;
            case ScriptExpressionStatement shown when _part.Name == TemplatePart.Html:
                Place(shown);
                break;
            case ScriptMemberExpression { Target: ScriptVariable { Name: "for" }, Member: ScriptVariable member }:
                if (loops.Count == 0 || !OfLoops.Contains(member.Name)) Fail(member, $"expected, within a for, one of: {string.Join(", ", OfLoops.Select(o => "for." + o))}");
                return;
            case ScriptMemberExpression other:
                Fail(other, $"'{other}' has no parts; expected a name alone");
                return;
            case ScriptFunctionCall { Target: not ScriptVariable { Name: NoticeContext.Join } } call:
                Fail(call, $"the only function is {NoticeContext.Join}, found '{call.Target}'");
                return;
            case ScriptForStatement { Variable: ScriptVariable loop }:
                loops = [.. loops, loop.Name];
                break;
            case ScriptVariable name when name.Name != NoticeContext.Join && !_known.Contains(name.Name) && !loops.Contains(name.Name):
                Fail(name, $"unknown name '{name.Name}'; known here: {string.Join(", ", _known)}");
                return;
        }

        for (var i = 0; i < node.ChildrenCount; i++)
            if (node.GetChildren(i) is { } child) Walk(child, loops);
    }

    private void Literal(ScriptRawStatement raw)
    {
        _before += raw.Text.ToString();
        if (_part.Name != TemplatePart.Html) return;
        if (Active().Match(_before) is { Success: true } active)
        {
            Fail(raw, $"'{active.Value.Trim()}' is not for letters: expected no script, style, form, frame or handler");
            _before = "";
        }
    }

    /// <summary>Encoding makes a value safe in text and within quotes; elsewhere it would not.</summary>
    private void Place(ScriptExpressionStatement shown)
    {
        var tag = _before.LastIndexOf('<') > _before.LastIndexOf('>') ? _before[_before.LastIndexOf('<')..] : null;
        var quoted = tag is not null && (tag.Count(c => c == '"') % 2 == 1 || tag.Count(c => c == '\'') % 2 == 1);
        if (tag is not null && !quoted) Fail(shown, $"expected \"{{{{ {shown} }}}}\" in quotes, for it stands within a tag");
        else if (tag is not null && !(Address().IsMatch(tag) && shown.Expression is ScriptVariable { Name: "ack_link" or "board_link" }))
            Fail(shown, "within a tag expected only ack_link or board_link as an href");
    }

    private void Fail(ScriptNode node, string message) => _faults.Add(_part.Fault(node.Span.Start.Line, node.Span.Start.Column, message));

    [GeneratedRegex(@"<\s*(script|style|form|iframe|object|embed|base|meta|link)\b|\son[a-z]+\s*=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Active();

    [GeneratedRegex("""\shref\s*=\s*["']$""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
