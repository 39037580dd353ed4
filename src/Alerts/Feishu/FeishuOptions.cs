using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.Robots;
using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Alerts.Feishu;

public sealed record FeishuOptions : IValidatableObject
{
    [Required, Description("Token of the robot: the last part of its address; as env:NAME or file:/path.")]
    public Secret? Token { get; init; }

    [Description("Secret of the signature, if the robot asks for one; as env:NAME or file:/path.")]
    public Secret? Secret { get; init; }

    [Description("Address of the robots without the token; https://open.larksuite.com/open-apis/bot/v2/hook for Lark.")]
    public string Url { get; init; } = "https://open.feishu.cn/open-apis/bot/v2/hook";

    [Description("One of the robot's key words, if it asks for one; put into every message that lacks it.")]
    public string? Keyword { get; init; }

    [Description("Open ids (ou_...) to mention; all = everyone.")]
    public IReadOnlyList<string> At { get; init; } = [];

    [Description("Level from which they are mentioned.")]
    public WarningLevel AtFrom { get; init; } = WarningLevel.Orange;

    [Description("Limit of one message."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var bad in RobotRules.Token(Token, "token, the last part of the address", nameof(Token)).Concat(RobotRules.Address(Url, nameof(Url)))) yield return bad;
        if (Keyword is { Length: > 60 }) yield return new ValidationResult("expected a key word of at most 60 characters", [nameof(Keyword)]);
        if (At.Any(a => a.Length is 0 or > 64 || !a.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))) yield return new ValidationResult("expected open ids such as ou_1a2b, or all", [nameof(At)]);
        if (At.Count > 50) yield return new ValidationResult("expected at most 50 open ids", [nameof(At)]);
    }
}
