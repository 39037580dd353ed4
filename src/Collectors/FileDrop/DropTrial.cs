using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.FileDrop;

/// <summary>One whole file at once, for `monitor try`.</summary>
internal static class DropTrial
{
    public static Parsed Read(byte[] content, string name, FileDropOptions options, DateTimeOffset now)
    {
        var (items, broken) = (new List<Item>(), new List<string>());
        try
        {
            using var file = new MemoryStream(content);
            using var entries = Entries.Open("try", file, name, options, () => now);
            while (entries.Next() is { } entry)
            {
                if (entry.Fault is not null) broken.Add($"line {entry.Line}: {entry.Fault}");
                if (entry.Post is { } p)
                    items.Add(new Item { Id = p.NativeId, Title = p.Title, Url = p.Url, Text = p.Text, Author = p.Author, Published = p.Published, Rank = p.Rank, Heat = p.Heat, Replies = p.Replies });
            }
        }
        catch (Rows.DropFault e)
        {
            return Parsed.Fail(Trouble.ParseError, e.Message);
        }

        return new Parsed { Items = items, Broken = broken };
    }
}
