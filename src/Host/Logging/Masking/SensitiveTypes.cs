using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Monitor.Core.Alerts;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Host.Logging.Masking;

/// <summary>Of the types that carry secrets or personal data only what tells one from another is taken apart (<c>{@Post}</c>).</summary>
internal sealed class SensitiveTypes : IDestructuringPolicy
{
    public bool TryDestructure(object value, ILogEventPropertyValueFactory propertyValueFactory, [NotNullWhen(true)] out LogEventPropertyValue? result)
    {
        result = value switch
        {
            Secret secret => new ScalarValue(secret.ToString()),
            Post post => Of("Post", ("Id", post.Id), ("SourceId", post.SourceId), ("Platform", post.Platform), ("Published", post.Published), ("Length", post.Text.Length)),
            RawPost raw => Of("RawPost", ("SourceId", raw.SourceId), ("Length", raw.Text.Length)),
            Mailbox box => Of("Mailbox", ("User", box.User), ("Weekly", box.Weekly), ("Daily", box.Daily)),
            User user => Of("User", ("Name", user.Name), ("Role", user.Role.ToString()), ("MustChangePassword", user.MustChangePassword)),
            ChannelDefinition channel => Of("Channel", ("Id", channel.Id), ("Kind", channel.Kind)),
            DbConnectionStringBuilder builder => new ScalarValue(TextMask.Mask(builder.ConnectionString)),
            Uri url => new ScalarValue(TextMask.Mask(url.ToString())),
            _ => null,
        };
        return result is not null;
    }

    private static StructureValue Of(string type, params ReadOnlySpan<(string Name, object Value)> properties)
    {
        var list = new List<LogEventProperty>(properties.Length);
        foreach (var (name, value) in properties) list.Add(new LogEventProperty(name, new ScalarValue(value)));
        return new StructureValue(list, type);
    }
}
