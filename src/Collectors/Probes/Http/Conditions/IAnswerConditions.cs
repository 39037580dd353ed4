namespace Monitor.Collectors.Probes.Http.Conditions;

/// <summary>What an answer is to be like; the same words for a single request and for a step of a journey.</summary>
public interface IAnswerConditions
{
    IReadOnlyList<int> ExpectStatus { get; }

    IReadOnlyList<string> ExpectText { get; }

    IReadOnlyList<string> RejectText { get; }

    IReadOnlyDictionary<string, HeaderCondition> ExpectHeader { get; }

    IReadOnlyDictionary<string, JsonCondition> ExpectJson { get; }
}
