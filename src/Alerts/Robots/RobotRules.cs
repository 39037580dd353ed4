using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Robots;

/// <summary>What every robot's options must hold. No message repeats an address or a token.</summary>
internal static class RobotRules
{
    /// <summary>The token goes with every call, so it goes encrypted, or no further than this machine.</summary>
    public static IEnumerable<ValidationResult> Address(string url, string member)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return new ValidationResult("expected an address such as https://robot.example/send", [member]);
        else if (address.Scheme == "http" && !address.IsLoopback)
            yield return new ValidationResult("expected https://; http:// would send the token unencrypted and counts only towards this machine itself", [member]);
        else if (address.Query.Length > 0)
            yield return new ValidationResult("expected the address without its query; the token is an option of its own", [member]);
    }

    /// <summary>People paste the whole address where the token belongs, and the robot answers with a code that says little.</summary>
    public static IEnumerable<ValidationResult> Token(Secret? token, string what, string member)
    {
        if (token?.Reveal() is { } value && value.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            yield return new ValidationResult($"expected only the {what}, not the whole address of the robot (letters, digits, - and _)", [member]);
    }
}
