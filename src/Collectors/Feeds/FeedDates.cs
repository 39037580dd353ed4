using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

internal static class FeedDates
{
    /// <summary>The first readable date among the names, in their order.</summary>
    public static DateTimeOffset? First(XElement e, DateTimeOffset now, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in e.Elements())
            {
                if (FeedWords.Is(child, name) && Dates.Parse(child.Value, now, now.Offset) is { } date) return date;
            }
        }

        return null;
    }

    /// <summary>Of several of one name, the last stated.</summary>
    public static DateTimeOffset? Last(XElement e, DateTimeOffset now, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            DateTimeOffset? found = null;
            foreach (var child in e.Elements())
            {
                if (FeedWords.Is(child, name) && Dates.Parse(child.Value, now, now.Offset) is { } date) found = date;
            }

            if (found is not null) return found;
        }

        return null;
    }
}
