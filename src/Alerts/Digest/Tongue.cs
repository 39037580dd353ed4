using Monitor.Core.Alerts;

namespace Monitor.Alerts.Digest;

/// <summary>Both wordings of every phrase stand side by side where it is used, so that neither can be forgotten.</summary>
internal readonly record struct Tongue(Language Language)
{
    public string this[string zh, string en] => Language == Language.En ? en : zh;
}
