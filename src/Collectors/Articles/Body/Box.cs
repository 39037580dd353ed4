using AngleSharp.Dom;

namespace Monitor.Collectors.Articles.Body;

/// <summary>
/// A light copy of an element (or of a run of text) that may be pruned, renamed and measured without touching the document: an article is
/// looked for several times, each time in a fresh copy.
/// </summary>
internal sealed class Box(string tag, IElement? element, string text = "")
{
    public const string Run = "#text";

    private Extent? _extent;

    public string Tag { get; set; } = tag;

    /// <summary>Null for runs of text and for paragraphs made here.</summary>
    public IElement? Element { get; } = element;

    /// <summary>Of a run; white space collapsed.</summary>
    public string Text { get; } = text;

    public Box? Parent { get; private set; }

    public List<Box> Children { get; } = [];

    /// <summary>Class and id, what its makers call it.</summary>
    public string Names { get; } = element is null ? "" : $"{element.ClassName} {element.Id}";

    public double Score { get; set; }

    public bool IsCandidate { get; set; }

    public bool IsRun => Tag == Run;

    public Extent Extent => _extent ??= Extent.Of(this);

    public void Add(Box child)
    {
        child.Parent = this;
        Children.Add(child);
        Changed();
    }

    public void Remove()
    {
        if (Parent is null) return;
        // Most are removed from the last to the first.
        Parent.Children.RemoveAt(Parent.Children.LastIndexOf(this));
        Parent.Changed();
        Parent = null;
    }

    public void RemoveAll(Predicate<Box> match)
    {
        if (Children.RemoveAll(match) > 0) Changed();
    }

    /// <summary>Puts other children in place of the present ones.</summary>
    public void Refill(IEnumerable<Box> children)
    {
        var made = children.ToList();
        Children.Clear();
        foreach (var child in made) Add(child);
        Changed();
    }

    public void ReplaceBy(Box other)
    {
        var parent = Parent!;
        parent.Children[parent.Children.IndexOf(this)] = other;
        other.Parent?.Children.Remove(other);
        other.Parent = parent;
        parent.Changed();
    }

    public IEnumerable<Box> Ancestors()
    {
        for (var at = Parent; at is not null; at = at.Parent) yield return at;
    }

    /// <summary>Elements below in document order, this one left out; the tree must not change meanwhile.</summary>
    public IEnumerable<Box> Descendants()
    {
        var pending = new Stack<Box>();
        for (var i = Children.Count - 1; i >= 0; i--) pending.Push(Children[i]);
        while (pending.TryPop(out var at))
        {
            if (at.IsRun) continue;
            yield return at;
            for (var i = at.Children.Count - 1; i >= 0; i--) pending.Push(at.Children[i]);
        }
    }

    private void Changed()
    {
        for (var at = this; at?._extent is not null || at == this; at = at.Parent)
        {
            if (at is null) return;
            at._extent = null;
        }
    }
}
