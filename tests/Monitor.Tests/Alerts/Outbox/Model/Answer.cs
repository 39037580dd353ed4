namespace Monitor.Tests.Alerts.Outbox.Model;

/// <summary>What happens when a message reaches a channel.</summary>
internal enum Answer
{
    Delivers,
    Later,
    LaterAsked,
    NoRoom,
    Never,
    Throws,
    /// <summary>A part reached people; the rest is to come.</summary>
    Part,
    /// <summary>People have it, but the connection breaks before the answer.</summary>
    TakesAndThrows,
    /// <summary>Ends at its limit.</summary>
    Hangs,
    /// <summary>Does not heed its limit; another process takes the notice over when the lease has passed, and then the answer comes after all.</summary>
    AnswersAfterLease,
    /// <summary>The process dies before people have it.</summary>
    DiesBefore,
    /// <summary>The process dies when people have it and nothing is recorded.</summary>
    DiesAfter,
}
