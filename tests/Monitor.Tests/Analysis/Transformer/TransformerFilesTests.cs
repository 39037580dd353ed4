using Monitor.Analysis.Models;
using Monitor.Analysis.Transformer;
using Xunit;

namespace Monitor.Tests.Analysis.Transformer;

/// <summary>A folder that cannot serve is refused when it is loaded, with the file and what was expected of it.</summary>
public sealed class TransformerFilesTests : IDisposable
{
    private readonly TinyTransformer _tiny = new();

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    [InlineData("labels.json")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(_tiny.Path(file));
        Refused(file, "is missing");
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains("/nowhere", Assert.Throws<ModelLoadException>(() => TransformerLoader.Load(new TransformerOptions { Directory = "/nowhere" })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_torn_model_is_refused()
    {
        var whole = File.ReadAllBytes(_tiny.Path("model.onnx"));
        File.WriteAllBytes(_tiny.Path("model.onnx"), whole[..(whole.Length / 2)]);
        Refused("model.onnx", "cannot be loaded");
    }

    [Theory]
    [InlineData("not json", "cannot be read")]
    [InlineData("{}", "names no output")]
    [InlineData("""{"feeling": null}""", "cannot be read")]
    [InlineData("""{"feeling": ["good", "bad"]}""", "good, bad")]
    [InlineData("""{"feeling": ["negative", "neutral", "neutral"]}""", "neutral, neutral")]
    [InlineData("""{"risk": ["rumour"], "feeling": ["not", "rumour"]}""", "feeling")]
    public void Labels_without_sense_are_refused(string labels, string found)
    {
        _tiny.Write("labels.json", labels);
        Refused("labels.json", found);
    }

    [Theory]
    [InlineData("""{"nothing": ["not", "rumour"]}""", "an output 'nothing'")]
    [InlineData("""{"feeling": ["not", "rumour"]}""", "float [batch, 2]")]
    [InlineData("""{"risk": ["rumour"]}""", "float [batch, 1]")]
    public void Outputs_that_do_not_fit_the_labels_are_refused(string labels, string expected)
    {
        _tiny.Write("labels.json", labels);
        Refused("model.onnx", expected);
    }

    [Fact]
    public void Inputs_nobody_can_fill_are_refused()
    {
        _tiny.WriteModel(ids: "pixel_values");
        Refused("model.onnx", "input_ids");
    }

    [Fact]
    public void A_vocabulary_larger_than_the_model_is_refused()
    {
        _tiny.WriteModel(words: 8);
        Refused("vocab.txt", "(10 tokens)");
    }

    [Fact]
    public void A_vocabulary_without_the_special_tokens_is_refused()
    {
        _tiny.Write("vocab.txt", "棒\n差\n");
        Refused("vocab.txt", "[CLS]");
    }

    [Fact]
    public void A_model_that_answers_no_number_is_refused()
    {
        _tiny.WriteModel(bias: float.NaN);
        Refused("model.onnx", "finite numbers");
    }

    public void Dispose() => _tiny.Dispose();

    private void Refused(string file, string said)
    {
        var e = Assert.Throws<ModelLoadException>(() => TransformerLoader.Load(_tiny.Share(0.5)));
        Assert.Contains(_tiny.Path(file), e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }
}
