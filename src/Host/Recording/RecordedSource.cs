using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Host.Recording;

/// <summary>One read of a source as a folder keeps it: the answers as files beside, and in expected.json what must be read out of them.</summary>
internal sealed record RecordedSource
{
    public const string FileName = "expected.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The moment of the read, from which relative dates count.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>In the order they were fetched: the list first.</summary>
    public required IReadOnlyList<RecordedAnswer> Answers { get; init; }

    public required IReadOnlyList<RecordedItem> Items { get; init; }

    /// <exception cref="JsonException">The file is not of this form.</exception>
    public static RecordedSource Read(string folder) => JsonSerializer.Deserialize<RecordedSource>(File.ReadAllText(Path.Combine(folder, FileName)), Json)!;

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    public static string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <param name="Url">Address that was asked for.</param>
/// <param name="At">Address after redirects, where it is another.</param>
/// <param name="File">The body, beside.</param>
/// <param name="Charset">What the bytes were read as; compared when the recording is read again.</param>
internal sealed record RecordedAnswer(Uri Url, Uri? At, string File, int Status, string? ContentType, string? Charset);
