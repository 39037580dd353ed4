using Monitor.Analysis.Transformer;

namespace Monitor.Tests.Analysis.Transformer;

/// <summary>A whole transformer folder of ten words: 棒 is praise, 差 complaint, 漏 rumour; every other word says nothing.</summary>
internal sealed class TinyTransformer : IDisposable
{
    public const string Labels = """{"feeling": ["positive", "negative", "neutral"], "risk": ["not", "rumour"]}""";

    private static readonly string[] Words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "棒", "差", "漏", "题", "考"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transformer");

    public TinyTransformer()
    {
        Write("vocab.txt", string.Join('\n', Words) + "\n");
        Write("labels.json", Labels);
        WriteModel();
    }

    public string Folder => _folder.FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public TransformerOptions Share(double share) => new() { Directory = Folder, Share = share };

    public void Write(string name, string content) => File.WriteAllText(Path(name), content);

    public void WriteModel(int words = 10, bool wholeBert = true, string ids = "input_ids", float bias = 0)
    {
        // Columns of a row: praise, complaint, rumour. A text of one known word has three tokens, so its mean is a third of the row.
        var rows = Words.Take(words).Select(w => new float[] { w == "棒" ? 3 : 0, w == "差" ? 3 : 0, w == "漏" ? 3 : 0 }).ToArray();
        File.WriteAllBytes(Path("model.onnx"), TinyOnnx.Model(rows,
            [("feeling", [[6, 0, 0], [0, 6, 0], [0, 0, 0]], [0, 0, bias]), ("risk", [[0, 0, -2], [0, 0, 3]], [0.5f, 0])], wholeBert, ids));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
