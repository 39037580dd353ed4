namespace Monitor.Collectors.Probes;

/// <summary>The target answered in a way that has a name of its own, such as redirects in a circle.</summary>
/// <param name="code">Stable code of the finding it becomes.</param>
/// <param name="message">For a person, without the phase.</param>
internal sealed class FaultException(string code, string message) : Exception(message)
{
    public string Code => code;
}
