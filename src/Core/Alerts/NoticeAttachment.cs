namespace Monitor.Core.Alerts;

/// <summary>One file of a letter.</summary>
/// <param name="Name">File name as people see it.</param>
/// <param name="ContentType">Media type, such as image/png.</param>
/// <param name="ContentId">Set for an image that the HTML shows in place (RFC 2392, <c>cid:</c>); such a one is not listed as an attachment.</param>
public sealed record NoticeAttachment(string Name, string ContentType, byte[] Content, string? ContentId = null);
