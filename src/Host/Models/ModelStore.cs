using Monitor.Analysis;
using Monitor.Analysis.Models;
using Monitor.Analysis.Transformer;
using Monitor.Core.Contracts;

namespace Monitor.Host.Models;

/// <summary>
/// The sets of models of one installation: a folder for each below <c>models/</c> of the data directory, and a small file that names the one in use.
/// A set and the file each appear by one rename, so a kill at any moment leaves the old state or the new one.
/// </summary>
/// <param name="transformer">What the config in force says of a transformer beside the set in use; null = none.</param>
internal sealed class ModelStore(string dataDirectory, Func<TransformerOptions>? transformer = null)
{
    private const string PointerName = "current.json";

    public string Directory { get; } = Path.GetFullPath(Path.Combine(dataDirectory, "models"));

    public string PointerFile => Path.Combine(Directory, PointerName);

    /// <summary>The set in use; the built-in one until another was chosen.</summary>
    /// <exception cref="ModelLoadException">The file is there but cannot be read.</exception>
    public ModelPointer Pointer()
    {
        try
        {
            return File.Exists(PointerFile) ? ModelPointer.Read(File.ReadAllText(PointerFile)) : ModelPointer.First;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ModelLoadException($"{PointerFile} cannot be read: {e.Message}. Choose the models anew with `monitor models rollback` or `monitor models use`.", e);
        }
    }

    public void Point(ModelPointer pointer)
    {
        System.IO.Directory.CreateDirectory(Directory);
        var part = PointerFile + ".part";
        using (var file = new FileStream(part, FileMode.Create))
        {
            using (var text = new StreamWriter(file, leaveOpen: true)) text.Write(pointer.Write());
            file.Flush(flushToDisk: true);
        }

        File.Move(part, PointerFile, overwrite: true);
    }

    /// <summary>Names of the sets kept here, without the built-in one.</summary>
    public IReadOnlyList<string> Sets() => System.IO.Directory.Exists(Directory)
        ? [.. System.IO.Directory.GetDirectories(Directory).Select(d => Path.GetFileName(d)!).Where(n => n[0] != '.').Order(StringComparer.Ordinal)]
        : [];

    /// <exception cref="ModelLoadException">A file of the set is missing, damaged or of another version.</exception>
    public IAssessor Load(string version) => AssessorFactory.Load(Folder(version));

    /// <summary>The set in use, with the transformer beside it when the config names one.</summary>
    /// <exception cref="ModelLoadException">A file of either is missing, damaged, or does not fit.</exception>
    public IAssessor LoadCurrent() => AssessorFactory.Load(Folder(Pointer().Current), transformer?.Invoke());

    /// <summary>Changes when the pointer, a file of the set it names, or the transformer changes; cheap enough to ask every few seconds.</summary>
    public string Stamp()
    {
        var pointer = Pointer();
        var lines = Files(Folder(pointer.Current)).Prepend(pointer.Current);
        return string.Join('\n', transformer?.Invoke() is { InUse: true } beside ? lines.Append(beside.ToString()).Concat(Files(beside.Directory)) : lines);
    }

    private static IEnumerable<string> Files(string? path) => path is not null && new DirectoryInfo(path) is { Exists: true } folder
        ? folder.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}")
        : [];

    /// <summary>Copies a candidate's files into a set named by its version and returns the name. Nothing is in use yet.</summary>
    /// <exception cref="ModelLoadException">The copy does not load as the candidate did.</exception>
    public string Adopt(string candidate, string model)
    {
        var name = NameOf(model);
        var part = Path.Combine(Directory, ".part-" + name);
        if (System.IO.Directory.Exists(part)) System.IO.Directory.Delete(part, recursive: true);
        System.IO.Directory.CreateDirectory(part);
        foreach (var file in System.IO.Directory.GetFiles(candidate)) CopyToDisk(file, Path.Combine(part, Path.GetFileName(file)));
        if (AssessorFactory.Load(part).Model != model) throw new ModelLoadException($"The models in {candidate} changed while they were copied. Try again.");
        Place(part, name, model);
        return name;
    }

    /// <summary>A sound set of the same version may be in use this moment and stays; a damaged one is no loss.</summary>
    private void Place(string part, string name, string model)
    {
        var folder = Path.Combine(Directory, name);
        if (System.IO.Directory.Exists(folder))
        {
            if (Holds(name, model))
            {
                System.IO.Directory.Delete(part, recursive: true);
                return;
            }

            System.IO.Directory.Delete(folder, recursive: true);
        }

        System.IO.Directory.Move(part, folder);
    }

    private bool Holds(string name, string model)
    {
        try
        {
            return Load(name).Model == model;
        }
        catch (ModelLoadException)
        {
            return false;
        }
    }

    /// <summary>Null for the built-in set.</summary>
    private string? Folder(string version) => version == ModelPointer.BuiltIn ? null : Path.Combine(Directory, version);

    private static string NameOf(string model)
    {
        var name = string.Concat(model.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' or '_' ? c : '_')).TrimStart('.');
        return name.Length is > 0 and <= 120 && name != ModelPointer.BuiltIn ? name : throw new ModelLoadException($"The models' version '{model}' makes no folder name.");
    }

    private static void CopyToDisk(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = new FileStream(to, FileMode.CreateNew);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
