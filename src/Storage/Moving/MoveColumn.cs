using System.Globalization;
using Monitor.Storage.Postgres;
using NpgsqlTypes;

namespace Monitor.Storage.Moving;

/// <summary>A column of the target, as its catalog describes it.</summary>
internal sealed record MoveColumn(string Name, string Type)
{
    /// <summary>The index of words is made from columns that are compared, in a form only PostgreSQL knows.</summary>
    public bool IsCompared => Type != "tsvector";

    public NpgsqlDbType DbType => Type switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "boolean" => NpgsqlDbType.Boolean,
        "text" => NpgsqlDbType.Text,
        "bytea" => NpgsqlDbType.Bytea,
        "double precision" => NpgsqlDbType.Double,
        "tsvector" => NpgsqlDbType.TsVector,
        _ => throw new StoreException($"The move does not know the type {Type} of column {Name}."),
    };

    public object FromSqlite(object value) => Type switch
    {
        "bigint" => (long)value,
        "integer" => checked((int)(long)value),
        "boolean" => (long)value != 0,
        "text" => PgText.Clean((string)value),
        "double precision" => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        "tsvector" => Terms((string)value),
        _ => value,
    };

    private static NpgsqlTsVector Terms(string terms) =>
#pragma warning disable CS0618 // Warned of for what must be escaped or cut; these are runs of letters and digits, cut already.
        terms.Length == 0 ? NpgsqlTsVector.Empty : NpgsqlTsVector.Parse($"'{terms.Replace(" ", "' '", StringComparison.Ordinal)}'");
#pragma warning restore CS0618
}
