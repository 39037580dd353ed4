namespace Monitor.Host.Logging.Masking;

/// <summary>Stands in the log for an exception whose words held a secret.</summary>
#pragma warning disable CA1032 // Never thrown.
internal sealed class MaskedException(string type, string message, string text) : Exception(message)
{
    /// <summary>Full name of the exception it stands for.</summary>
    public string Original => type;

    public override string? StackTrace => null;

    public static Exception Of(Exception e)
    {
        var (message, text) = (e.Message, e.ToString());
        var (safeMessage, safeText) = (TextMask.Mask(message), TextMask.Mask(text));
        return ReferenceEquals(message, safeMessage) && ReferenceEquals(text, safeText) ? e : new MaskedException(e.GetType().FullName ?? e.GetType().Name, safeMessage, safeText);
    }

    public override string ToString() => text;
}
#pragma warning restore CA1032
