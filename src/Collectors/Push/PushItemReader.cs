using System.Text.Json;
using Monitor.Collectors.Parsing;
using Monitor.Core.Posts;

namespace Monitor.Collectors.Push;

/// <summary>One pushed item to a post, or what is wrong with it. Keys it does not know are passed over, so that a sender may send more.</summary>
internal sealed class PushItemReader(string sourceId, TimeSpan zone, DateTimeOffset now)
{
    private const int LongestId = 512;
    private const int LongestUrl = 2048;

    /// <summary>A sender's clock may be ahead a little.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    public (RawPost? Post, PushError? Error, int Index) Read(JsonElement item, int index)
    {
        try
        {
            return (Post(item), null, index);
        }
        catch (Bad bad)
        {
            return (null, new PushError(index, bad.Code, bad.Message), index);
        }
        catch (InvalidOperationException)
        {
            // Text with half a surrogate pair.
            return (null, new PushError(index, "not-text", "a text that is not Unicode"), index);
        }
    }

    private RawPost Post(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) throw new Bad("not-object", $"expected an object, found {item.ValueKind}");
        var (id, url, title, text) = (Text(item, "id", LongestId), Text(item, "url", LongestUrl), Text(item, "title"), Text(item, "text"));
        var gone = item.TryGetProperty("gone", out var flag) && flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new Bad("bad-gone", "gone: expected true or false"),
        };
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")) throw new Bad("bad-url", "url: expected an http or https address");
        if (title is null && text is null && !(gone && (id ?? url) is not null)) throw new Bad("no-text", "expected a title or a text");
        return new RawPost
        {
            SourceId = sourceId,
            NativeId = id,
            Url = url,
            Title = title,
            Text = text ?? "",
            Author = Text(item, "author", LongestId),
            Published = Time(item),
            Heat = Number(item, "heat"),
            Replies = (int?)Number(item, "replies", int.MaxValue),
            Rank = (int?)Number(item, "rank", int.MaxValue),
            Gone = gone,
        };
    }

    private static string? Text(JsonElement item, string key, int most = int.MaxValue)
    {
        if (!item.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number when key == "id" => value.GetRawText(),
            _ => throw new Bad("bad-" + key, $"{key}: expected text"),
        };
        if (text.Length > most) throw new Bad("bad-" + key, $"{key}: expected at most {most} characters");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static long? Number(JsonElement item, string key, long most = long.MaxValue)
    {
        if (!item.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= most
            ? number
            : throw new Bad("bad-" + key, $"{key}: expected a whole number from 0");
    }

    private DateTimeOffset? Time(JsonElement item)
    {
        if (!item.TryGetProperty("published", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var at = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Dates.Parse(value.ToString(), now, zone) : null;
        if (at is not { Year: > 1990 }) throw new Bad("bad-published", "published: expected a time such as 2026-06-07T09:00:00+08:00, or seconds or milliseconds since 1970");
        return at <= now + Ahead ? at : throw new Bad("bad-published", "published: lies in the future");
    }

    private sealed class Bad(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
