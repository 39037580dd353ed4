namespace Monitor.Core.Security;

/// <summary>
/// A value that must never be printed. In YAML it is written as a reference, <c>env:NAME</c> or <c>file:/path</c>, never as itself.
/// </summary>
public sealed class Secret(string reference, string value)
{
    /// <summary>Where it came from; safe to show.</summary>
    public string Reference { get; } = reference;

    /// <summary>The value, for the one line of code that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
