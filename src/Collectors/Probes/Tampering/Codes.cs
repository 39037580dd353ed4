namespace Monitor.Collectors.Probes.Tampering;

/// <summary>The findings of the kind; stable.</summary>
internal static class Codes
{
    public const string Title = "tampering.title";
    public const string Text = "tampering.text";
    public const string FormTarget = "tampering.form-target";
    public const string ScriptNew = "tampering.script-new";
    public const string LinkNew = "tampering.link-new";
    public const string IframeNew = "tampering.iframe-new";
    public const string Refresh = "tampering.refresh";
    public const string HiddenLink = "tampering.hidden-link";
    public const string SpamTitle = "tampering.spam-title";
    public const string SpamLink = "tampering.spam-link";
    public const string Cloaked = "tampering.cloaked";
    public const string Injected = "tampering.injected";
    public const string Unreadable = "tampering.unreadable";
    public const string Learning = "tampering.learning";
}
