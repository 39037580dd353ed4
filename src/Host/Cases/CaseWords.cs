using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cases;

/// <summary>
/// What an answer states and denies is stored like an official notice's: posts of the last 24 h and all later ones are held against it. Ids follow
/// from what is said, so repeating changes nothing. Nothing of a restricted case leaves it.
/// </summary>
internal sealed class CaseWords(FactShelf facts, Rejudger rejudger, IArchive archive) : ICaseWords
{
    public const string SourceId = "case";

    public async Task PublishAsync(Case subject, CancellationToken ct)
    {
        if (subject is not { Answer: { } answer, Restricted: false }) return;
        var stated = OfficialReader.Facts(answer.Text, answer.At, answer.Url, SourceId);
        IReadOnlyList<OfficialRebuttal> denials = answer.Denied is { } denied ? [OfficialReader.Denial(denied, answer.Text, answer.At, answer.Url, SourceId)] : [];
        if (stated.Count + denials.Count == 0) return;
        await archive.SaveOfficialAsync(stated, denials, ct);
        facts.Add(stated, denials);
        await rejudger.WindowAsync(ct);
    }
}
