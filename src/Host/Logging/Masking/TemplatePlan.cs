using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;

namespace Monitor.Host.Logging.Masking;

/// <summary>What is known of a template once for all events of it: its own words masked, and which properties stand where a secret is expected.</summary>
/// <param name="Template">Null when its words need no masking.</param>
internal sealed record TemplatePlan(MessageTemplate? Template, IReadOnlyList<string> Whole)
{
    private static readonly ConditionalWeakTable<MessageTemplate, TemplatePlan> Plans = [];
    private static readonly TemplatePlan Plain = new(null, []);

    public static TemplatePlan Of(MessageTemplate template)
    {
        if (Plans.TryGetValue(template, out var plan)) return plan;
        plan = Make(template);
        Plans.AddOrUpdate(template, plan);
        return plan;
    }

    private static TemplatePlan Make(MessageTemplate template)
    {
        List<string>? whole = null;
        var (tokens, changed, before) = (new List<MessageTemplateToken>(), false, "");
        foreach (var token in template.Tokens.Append(null))
        {
            if (token is TextToken text)
            {
                // Braces part a text in two.
                before += text.Text;
                continue;
            }

            if (before.Length > 0)
            {
                var masked = TextMask.Mask(before);
                changed |= masked != before;
                tokens.Add(new TextToken(masked));
            }

            if (token is PropertyToken property && before.Length > 0 && SecretPatterns.EndsBeforeSecret(before)) (whole ??= []).Add(property.PropertyName);
            if (token is not null) tokens.Add(token);
            before = "";
        }

        return !changed && whole is null ? Plain : new TemplatePlan(changed ? new MessageTemplate(tokens) : null, whole ?? []);
    }
}
