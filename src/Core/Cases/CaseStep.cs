namespace Monitor.Core.Cases;

/// <summary>What a person may do to a case.</summary>
public abstract record CaseStep;

/// <summary>Says what was found out.</summary>
public sealed record JudgeStep(CaseVerdict Verdict, string? Note) : CaseStep;

/// <summary>Hands it to a department or a person; null leaves that one as it is.</summary>
public sealed record RouteStep(string? Department, string? Handler) : CaseStep;

/// <summary>Says what was done.</summary>
public sealed record HandleStep(string Note) : CaseStep;

/// <summary>Publishes the answer; again, when there is more to say.</summary>
public sealed record AnswerStep(string Text, string? Denied, string? Url) : CaseStep;

/// <summary>The press conference was held.</summary>
public sealed record BriefStep : CaseStep;

/// <summary>Ends it with its result.</summary>
public sealed record CloseStep(string Result) : CaseStep;

/// <summary>A step's outcome: the changed case, or why it cannot be done now.</summary>
/// <param name="Action">Word of the audit trail, such as case-judge.</param>
/// <param name="Detail">What was said, for the audit trail.</param>
public sealed record CaseMove(Case? Next, string? Refusal, string Action, string Detail);
