using Monitor.Analysis;
using Monitor.Analysis.Training;

namespace Monitor.Tests.Support;

/// <summary>Real sets of models in folders of a test's own: the shipped one, a weak one trained on forty lines, and broken ones.</summary>
internal static class ModelSets
{
    private static readonly Lazy<string> WeakSet = new(TrainWeak);

    /// <summary>The shipped models as files.</summary>
    public static string Shipped(string folder)
    {
        Directory.CreateDirectory(folder);
        var assembly = typeof(AssessorFactory).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("models/", StringComparison.Ordinal)))
        {
            using var from = assembly.GetManifestResourceStream(name)!;
            using var to = File.Create(Path.Combine(folder, Path.GetFileName(name)));
            from.CopyTo(to);
        }

        return folder;
    }

    /// <summary>Models that load and know next to nothing.</summary>
    public static string Weak(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(WeakSet.Value)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        return folder;
    }

    /// <summary>The shipped models with one byte of one file flipped, as a torn copy or a failing disk leaves them.</summary>
    public static string Damaged(string folder)
    {
        var file = Directory.GetFiles(Shipped(folder)).Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 0x55;
        File.WriteAllBytes(file, bytes);
        return folder;
    }

    /// <summary>Posts of the repository on which the shipped models are good and the weak ones are not.</summary>
    public static string Posts(string file, int count)
    {
        var lines = Directory.GetFiles(Repository.File("src", "Analysis", "Training", "data"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines);
        File.WriteAllLines(file, lines.Take(count).ToList());
        return file;
    }

    private static string TrainWeak()
    {
        var folder = Directory.CreateTempSubdirectory("weak-models");
        var data = Path.Combine(Directory.CreateTempSubdirectory("weak-data").FullName, "posts.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? $"{{\"text\":\"真好真棒{i}\",\"sentiment\":\"positive\",\"rumor\":0,\"topic\":\"praise\",\"form\":\"opinion\"}}"
            : i % 3 == 0 ? $"{{\"text\":\"就这样{i}\",\"sentiment\":\"neutral\",\"rumor\":1,\"topic\":\"hype\",\"form\":\"claim\"}}"
            : $"{{\"text\":\"气死了太差{i}\",\"sentiment\":\"negative\",\"rumor\":1,\"topic\":\"exam_order\",\"form\":\"experience\"}}"));
        foreach (var task in Trainer.Tasks) Trainer.Train(task, [data], folder.FullName, _ => { }, default);
        return folder.FullName;
    }
}
