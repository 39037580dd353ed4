namespace Monitor.Core.Alerts;

/// <summary>What holds of several kinds of notices, said once.</summary>
public static class NoticeKinds
{
    /// <summary>Tells of a time, not of an alert: every reader of its channel may read it, and no template writes it.</summary>
    public static bool IsLetter(this NoticeKind kind) => kind is NoticeKind.Digest or NoticeKind.Brief;

    /// <summary>Its warning level says something; a letter and the end of an exercise have one only because every notice has.</summary>
    public static bool HasLevel(this NoticeKind kind) => !kind.IsLetter() && kind != NoticeKind.Drill;
}
