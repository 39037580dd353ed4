using Monitor.Analysis.Models;
using Monitor.Core.Contracts;

namespace Monitor.Analysis;

/// <summary>Loads the models: those built in, or those of a directory a training run wrote.</summary>
public static class AssessorFactory
{
    /// <exception cref="ModelLoadException">A model file is missing, damaged, or of another version.</exception>
    public static IAssessor Load(string? directory = null) =>
        new Assessor(Read(directory, "sentiment"), Read(directory, "rumour"), Read(directory, "topic"), Read(directory, "form"), Read(directory, "voice"));

    private static LinearModel Read(string? directory, string task)
    {
        var name = directory is null ? $"models/{task}.bin" : Path.Combine(directory, task + ".bin");
        try
        {
            using var stream = directory is null
                ? typeof(AssessorFactory).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("not built in")
                : File.OpenRead(name);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return ModelFile.Read(copy.ToArray(), name, task);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"Model file {name} cannot be opened: {e.Message}", e);
        }
    }
}
