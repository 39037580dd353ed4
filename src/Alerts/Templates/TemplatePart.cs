using Scriban;
using Scriban.Syntax;

namespace Monitor.Alerts.Templates;

/// <summary>One part of a file: subject, text or html.</summary>
/// <param name="First">Line of the file on which its body begins, 0-based.</param>
internal sealed record TemplatePart(string File, string Name, int First, Template Template)
{
    public const string Html = "html";

    /// <summary>Far above what a notice takes, also on a busy machine; a template cannot keep the judge longer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public TemplateFault Fault(int line, int column, string message) => new(File, First + line + 1, column + 1, message);

    /// <summary>The text, or why there is none.</summary>
    public (string? Text, TemplateFault? Fault) Render(IReadOnlyDictionary<string, object?> model)
    {
        // The machine's time, not the service's clock: this is about a processor, not about the data.
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var text = Template.Render(new NoticeContext(model, Name == Html, limit.Token));
            return text.Length > NoticeContext.MostLength ? (null, Fault(0, 0, $"{Name} is longer than {NoticeContext.MostLength} characters")) : (text, null);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return (null, Fault(0, 0, $"{Name} took longer than {Limit.TotalSeconds:0} s"));
        }
        catch (ScriptRuntimeException e)
        {
            return (null, Fault(e.Span.Start.Line, e.Span.Start.Column, e.OriginalMessage));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, Fault(0, 0, $"{Name} failed: {e.Message}"));
        }
    }
}
