using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Analysis.Models;

namespace Monitor.Analysis.Transformer;

/// <summary>The folder's three files, with refusals that name file and expectation.</summary>
internal sealed class TransformerFolder
{
    private readonly string _directory;

    /// <exception cref="ModelLoadException">The folder or one of its files is not there.</exception>
    internal TransformerFolder(string directory)
    {
        _directory = Path.GetFullPath(directory);
        if (!Directory.Exists(_directory))
            throw new ModelLoadException($"Transformer folder {_directory} does not exist. Expected model.onnx, vocab.txt and labels.json there; empty models.transformer.directory to go without.");
        foreach (var file in new[] { Model, Vocabulary, Labels })
            if (!File.Exists(file)) throw new ModelLoadException($"{file} is missing. A transformer is model.onnx, vocab.txt and labels.json in one folder.");
    }

    internal string Model => Path.Combine(_directory, "model.onnx");

    internal string Vocabulary => Path.Combine(_directory, "vocab.txt");

    internal string Labels => Path.Combine(_directory, "labels.json");

    /// <summary>Short name of the files' content (weights kept beside model.onnx included) and of the settings that change what they say.</summary>
    internal string Version(TransformerOptions options)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{options.MaxTokens} {options.LowerCase}")));
        var weights = Directory.GetFiles(_directory, "model.onnx*").Order(StringComparer.Ordinal);
        foreach (var file in weights.Append(Vocabulary).Append(Labels))
        {
            using var stream = File.OpenRead(file);
            sum.AppendData(SHA256.HashData(stream));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(sum.GetHashAndReset())[..8]}-{options.Share:0.###}");
    }
}
