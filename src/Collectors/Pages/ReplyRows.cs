using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>Answers within a post as items of their own, told from the post by their number when they have no id.</summary>
internal sealed class ReplyRows(PageReplies replies)
{
    private readonly RowFields _fields = new(replies.Fields);

    public IEnumerable<Item> Read(IParentNode within, Item post, Uri? at, DateTimeOffset now, TimeSpan zone)
    {
        var number = 0;
        foreach (var row in within.QuerySelectorAll(replies.Rows))
        {
            number++;
            if (_fields.Read(row, at, now, zone) is { } reply) yield return reply with { IsReply = true, Id = reply.Id ?? $"{post.Id ?? post.Url ?? post.Title}#{number}", Url = reply.Url ?? post.Url };
        }
    }
}
