namespace Monitor.Core.Judgements;

/// <summary>The closed list of topics, as stored and as labelled in training data.</summary>
public static class Topics
{
    public const string PaperLeak = "paper_leak";
    public const string Cheating = "cheating";
    public const string SystemOutage = "system_outage";
    public const string Fraud = "fraud";
    public const string PolicyMisreading = "policy_misreading";
    public const string Hype = "hype";
    public const string StudentWellbeing = "student_wellbeing";
    public const string ExamOrder = "exam_order";
    public const string Admission = "admission";
    public const string Praise = "praise";
    public const string OtherExam = "other_exam";
    public const string OffTopic = "off_topic";

    public static IReadOnlyList<string> All { get; } =
    [
        PaperLeak, Cheating, SystemOutage, Fraud, PolicyMisreading, Hype,
        StudentWellbeing, ExamOrder, Admission, Praise, OtherExam, OffTopic,
    ];
}
