namespace Monitor.Core.Alerts;

/// <summary>Where a person of the board gets letters, and which. Who may get a letter at all is decided by role, in config.</summary>
/// <param name="User">Name of the account.</param>
/// <param name="Weekly">False once the person has unsubscribed from the weekly letter.</param>
/// <param name="Daily">False once the person has unsubscribed from the daily brief.</param>
public sealed record Mailbox(string User, string Address, bool Weekly = true, bool Daily = true)
{
    /// <summary>Without the address.</summary>
    public override string ToString() => $"Mailbox of {User}";
}
