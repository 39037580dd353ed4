using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.Robots;
using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Alerts.WeCom;

public enum WeComFormat { Markdown, Text }

public sealed record WeComOptions : IValidatableObject
{
    [Required, Description("Key of the group robot: what stands behind key= in its address; as env:NAME or file:/path.")]
    public Secret? Key { get; init; }

    [Description("Address of the robot without its query.")]
    public string Url { get; init; } = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send";

    [Description("markdown (4096 bytes a message) or text (2048 bytes; also shown by WeChat).")]
    public WeComFormat Format { get; init; } = WeComFormat.Markdown;

    [Description("User ids to mention; @all = everyone, with format text only.")]
    public IReadOnlyList<string> Mention { get; init; } = [];

    [Description("Level from which they are mentioned.")]
    public WarningLevel MentionFrom { get; init; } = WarningLevel.Orange;

    [Description("Limit of one message."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var bad in RobotRules.Token(Key, "key, which stands behind key=", nameof(Key)).Concat(RobotRules.Address(Url, nameof(Url)))) yield return bad;
        if (Format == WeComFormat.Markdown && Mention.Contains("@all")) yield return new ValidationResult("@all needs format: text", [nameof(Mention)]);
        if (Mention.FirstOrDefault(m => m.Length is 0 or > 64 || m.Any(c => char.IsWhiteSpace(c) || c is '<' or '>')) is not null)
            yield return new ValidationResult("expected user ids of at most 64 characters without blanks", [nameof(Mention)]);
        if (Mention.Count > 10) yield return new ValidationResult("expected at most 10 user ids; @all with format: text reaches everyone", [nameof(Mention)]);
    }
}
