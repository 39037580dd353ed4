using System.Runtime.CompilerServices;
using Monitor.Analysis.Models;

namespace Monitor.Analysis.Transformer;

/// <summary>Reads a transformer's folder and has it judge once, so that a mistake shows at the start and not at some post.</summary>
internal static class TransformerLoader
{
    /// <exception cref="ModelLoadException">A file is missing, unreadable, or does not fit the others; the message names it and what was expected.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ISecondOpinion Load(TransformerOptions options)
    {
        var folder = new TransformerFolder(options.Directory);
        var labels = TransformerLabels.Read(folder.Labels);
        var tokens = new TransformerTokens(folder.Vocabulary, options);
        var session = new TransformerSession(folder.Model, labels, options.Threads);
        try
        {
            session.Try(tokens, folder.Vocabulary);
            return new TransformerVoice(tokens, session, labels, options.Share, folder.Version(options));
        }
        catch (Exception e)
        {
            session.Dispose();
            if (e is IOException or UnauthorizedAccessException) throw new ModelLoadException($"{options.Directory} cannot be read: {e.Message}", e);
            throw;
        }
    }
}
