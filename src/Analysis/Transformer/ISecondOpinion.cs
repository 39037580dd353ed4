namespace Monitor.Analysis.Transformer;

/// <summary>
/// What else may judge a text beside the linear models. The judge knows only this, so that without a transformer no class of its libraries is ever
/// looked at.
/// </summary>
internal interface ISecondOpinion
{
    /// <summary>Changes with everything that changes what <see cref="Hear"/> says or how far it counts.</summary>
    string Version { get; }

    /// <summary>Thread-safe.</summary>
    Opinion Hear(string text);
}
