using System.Collections.Concurrent;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>The names of one look, and what became of them.</summary>
internal sealed class NameLook(IReadOnlyList<LookalikeName> names, LookalikeBook book, DateTimeOffset at)
{
    public int Asked { get; private set; }

    public int NotKnown { get; private set; }

    public List<KnownName> Gone { get; } = [];

    /// <summary>The whole list has been gone through for the first time.</summary>
    public bool First { get; private set; }

    public async Task RunAsync(NameDesk desk, LookalikeProbeOptions options, CancellationToken ct)
    {
        if (names.Count == 0) return;
        var start = book.Next < names.Count ? book.Next : 0;
        var turn = Enumerable.Range(start, Math.Min(options.PerLook, names.Count - start)).ToList();
        var answers = new ConcurrentDictionary<int, NameFacts>();
        await Parallel.ForEachAsync(turn, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct }, async (i, token) =>
            answers[i] = await desk.AskAsync(names[i].Name, book.Known.ContainsKey(names[i].Name), token));
        foreach (var i in turn) Note(i, answers[i]);
        book.Next = turn[^1] + 1;
        if (book.Next < names.Count) return;
        book.Next = 0;
        First = ++book.Rounds == 1;
    }

    private void Note(int i, NameFacts facts)
    {
        Asked++;
        var name = names[i];
        var before = book.Known.GetValueOrDefault(name.Name);
        switch (facts.State)
        {
            case NameState.NotKnown:
                NotKnown++;
                return;
            case NameState.Free when before is not null:
                Gone.Add(before);
                book.Known.Remove(name.Name);
                break;
            case NameState.Registered:
                before ??= new KnownName { Name = name.Name, Technique = name.Technique, First = at, NewSince = book.HasAnswer(i) ? at : null };
                book.Known[name.Name] = before with { Addresses = facts.Addresses, Mail = facts.Mail };
                break;
        }

        book.SetAnswer(i);
    }
}
