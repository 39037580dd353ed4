using Monitor.Analysis;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Tests.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Models;

/// <summary>A model that is not whole must be an error at start, with the file's name and what to do.</summary>
public sealed class ModelFileTests
{
    private static readonly LinearModel Model = Make();
    private static readonly byte[] Whole = ModelFile.Write(Model);

    [Fact]
    public void What_was_written_is_read_back_to_half_precision()
    {
        var read = ModelFile.Read(Whole, "x.bin", "topic");
        Assert.Equal(Model.Labels, read.Labels);
        Assert.Equal(Model.Bias, read.Bias);
        Assert.Equal(Model.Places.Packed, read.Places.Packed);
        Assert.Equal(Model.Weights.Select(w => (float)(Half)w), read.Weights);
    }

    [Fact]
    public void Every_flipped_byte_is_noticed()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var torn = (byte[])Whole.Clone();
            torn[random.Next(torn.Length)] ^= (byte)(1 + random.Next(255));
            Assert.Throws<ModelLoadException>(() => ModelFile.Read(torn, "x.bin", "topic"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(39)]
    [InlineData(41)]
    [InlineData(-1)]
    public void A_torn_copy_is_named(int length)
    {
        var torn = Whole[..(length < 0 ? Whole.Length - 1 : length)];
        var e = Assert.Throws<ModelLoadException>(() => ModelFile.Read(torn, "models/topic.bin", "topic"));
        Assert.Contains("models/topic.bin", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_tasks_model_is_refused()
    {
        var e = Assert.Throws<ModelLoadException>(() => ModelFile.Read(Whole, "x.bin", "form"));
        Assert.Contains("'topic'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'form'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_format_is_refused_with_both_numbers()
    {
        var later = (byte[])Whole.Clone();
        later[4] = 9;
        var e = Assert.Throws<ModelLoadException>(() => ModelFile.Read(later, "x.bin", "topic"));
        Assert.Contains("format 9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_lacks_one_model_names_that_model()
    {
        var folder = Directory.CreateTempSubdirectory("models");
        var e = Assert.Throws<ModelLoadException>(() => AssessorFactory.Load(folder.FullName));
        folder.Delete();
        Assert.Contains("sentiment.bin", e.Message, StringComparison.Ordinal);
    }

    private static LinearModel Make()
    {
        var random = new Random(1);
        var weights = new float[NGramHasher.Dimension * 2];
        for (var i = 0; i < 500; i++) weights[random.Next(weights.Length)] = random.NextSingle() - 0.5f;
        var places = GramPlaces.Of([([NGramHasherTests.Hash("高"), NGramHasherTests.Hash("考")], 1f), ([NGramHasherTests.Hash("高")], 2f)]);
        return new LinearModel("topic", "", ["a", "b"], places, weights, [0.25f, -0.5f]);
    }
}
