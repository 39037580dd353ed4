using Monitor.Core.Alerts;

namespace Monitor.Core.Cases;

/// <summary>What a case's verdict says of its alert. A rumour that proves untrue was rightly called; a fault that proves untrue was a false alarm.</summary>
public static class CaseFeedback
{
    /// <summary>Whether the alert was worth the call; null when the verdict does not tell.</summary>
    public static bool? Worth(Case subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Verdict switch
        {
            CaseVerdict.True or CaseVerdict.Partly or CaseVerdict.RealFault => true,
            // On systems, and on people in need, an alert asserts; on talk it only asks to look.
            CaseVerdict.False => subject.Team == Team.Propaganda && !subject.Restricted,
            _ => null,
        };
    }
}
