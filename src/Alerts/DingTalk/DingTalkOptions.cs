using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.Robots;
using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Alerts.DingTalk;

public sealed record DingTalkOptions : IValidatableObject
{
    [Required, Description("Access token of the robot: what stands behind access_token= in its address; as env:NAME or file:/path.")]
    public Secret? Token { get; init; }

    [Description("Secret of the signature (SEC...), if the robot asks for one; as env:NAME or file:/path.")]
    public Secret? Secret { get; init; }

    [Description("Address of the robot without its query.")]
    public string Url { get; init; } = "https://oapi.dingtalk.com/robot/send";

    [Description("One of the robot's key words, if it asks for one; put into every message that lacks it.")]
    public string? Keyword { get; init; }

    [Description("Mobile numbers to mention; they appear in the message.")]
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    [Description("Mention everyone.")]
    public bool AtAll { get; init; }

    [Description("Level from which people are mentioned.")]
    public WarningLevel AtFrom { get; init; } = WarningLevel.Orange;

    [Description("Limit of one message."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var bad in RobotRules.Token(Token, "access token, which stands behind access_token=", nameof(Token)).Concat(RobotRules.Address(Url, nameof(Url)))) yield return bad;
        if (Keyword is { Length: > 60 }) yield return new ValidationResult("expected a key word of at most 60 characters", [nameof(Keyword)]);
        if (AtMobiles.Any(m => m.Length is < 5 or > 20 || !m.All(c => char.IsAsciiDigit(c) || c is '+' or '-')))
            yield return new ValidationResult("expected mobile numbers of digits", [nameof(AtMobiles)]);
        if (AtMobiles.Count > 50) yield return new ValidationResult("expected at most 50 numbers", [nameof(AtMobiles)]);
    }
}
