namespace Monitor.Core.Alerts;

/// <summary>A link of ours within a notice's text. A channel with markup shows the word; cutting keeps the address whole.</summary>
/// <param name="Word">What it does, such as 受理.</param>
/// <param name="Url">As it stands in the text.</param>
/// <param name="Acts">Whoever has it may act: it is for the channel's readers, never for logs or receipts.</param>
public sealed record NoticeLink(string Word, string Url, bool Acts = false);
