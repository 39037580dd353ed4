namespace Monitor.Alerts.Templates;

/// <summary>A mistake in a template, or its failure on a notice.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based; 0 where the whole line or file is meant.</param>
public sealed record TemplateFault(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
