using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Monitor.Analysis.Models;

namespace Monitor.Analysis.Transformer;

/// <summary>One ONNX Runtime session, shared by all threads (its Run is thread-safe); checked against labels and vocabulary when it is made.</summary>
internal sealed class TransformerSession : IDisposable
{
    private const string Ids = "input_ids";

    private static readonly string[] Known = [Ids, "attention_mask", "token_type_ids"];

    private readonly string _file;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly TransformerOutput[] _outputs;

    /// <exception cref="ModelLoadException">Not a model this program can ask.</exception>
    internal TransformerSession(string file, TransformerLabels labels, int threads)
    {
        (_file, _outputs) = (file, [.. labels.All]);
        _session = Open(file, threads);
        _inputs = [.. _session.InputMetadata.Keys];
        try
        {
            CheckInputs();
            foreach (var output in _outputs) CheckOutput(output);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>The numbers of each output of <see cref="TransformerLabels.All"/>, in that order.</summary>
    internal float[][] Run(long[] tokens)
    {
        long[] shape = [1, tokens.Length];
        using var options = new RunOptions();
        var values = _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(Content(name, tokens), shape)).ToList();
        try
        {
            using var answers = _session.Run(options, _inputs, values, [.. _outputs.Select(o => o.Name)]);
            return [.. answers.Select(a => a.GetTensorDataAsSpan<float>().ToArray())];
        }
        finally
        {
            values.ForEach(v => v.Dispose());
        }
    }

    /// <summary>Runs the vocabulary's outermost numbers, so that what does not fit shows now.</summary>
    internal void Try(TransformerTokens tokens, string vocabulary)
    {
        float[][] answers;
        try
        {
            answers = Run(tokens.Extremes);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException($"{_file} fails on a text of tokens 0 and {tokens.Size - 1}: does {vocabulary} ({tokens.Size} tokens) belong to it? {e.Message}", e);
        }

        for (var i = 0; i < _outputs.Length; i++)
        {
            if (answers[i].Length != _outputs[i].Size || !answers[i].All(float.IsFinite))
                throw Failure($"answers [{string.Join(", ", answers[i].Take(8))}] ({answers[i].Length} numbers) in output '{_outputs[i].Name}'", $"{_outputs[i].Size} finite numbers for a text, as labels.json says");
        }
    }

    public void Dispose() => _session.Dispose();

    private static InferenceSession Open(string file, int threads)
    {
        try
        {
            // Lengths differ from post to post: a plan of memory by shape would never be used twice. Waiting threads must not spin beside a service.
            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, EnableMemoryPattern = false, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException($"{file} cannot be loaded: {e.Message} Expected an ONNX model that needs no custom operators.", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new ModelLoadException($"{file} cannot be loaded: ONNX Runtime's native library is missing or unfit here. Was the program published with -p:Transformer=false, or for another system? {(e.InnerException ?? e).Message}", e);
        }
    }

    private void CheckInputs()
    {
        var said = string.Join(", ", _session.InputMetadata.Select(i => $"{i.Key} {i.Value.ElementDataType}"));
        if (!_inputs.Contains(Ids) || _inputs.Except(Known).Any() || _session.InputMetadata.Values.Any(m => m.ElementDataType != TensorElementType.Int64))
            throw Failure($"takes {said}", "input_ids and, if it needs them, attention_mask and token_type_ids, each int64 [batch, tokens]");
    }

    private void CheckOutput(TransformerOutput output)
    {
        if (!_session.OutputMetadata.TryGetValue(output.Name, out var meta))
            throw Failure($"gives {string.Join(", ", _session.OutputMetadata.Keys)}", $"an output '{output.Name}', as labels.json says");
        if (meta.ElementDataType != TensorElementType.Float || (meta.Dimensions is [.., > 0] && meta.Dimensions[^1] != output.Size))
            throw Failure($"gives '{output.Name}' as {meta.ElementDataType} [{string.Join(", ", meta.Dimensions)}]", $"float [batch, {output.Size}], as labels.json has {output.Size} label(s)");
    }

    private static long[] Content(string input, long[] tokens)
    {
        if (input == Ids) return tokens;
        var same = new long[tokens.Length];
        if (input == Known[1]) Array.Fill(same, 1);
        return same;
    }

    private ModelLoadException Failure(string found, string expected) => new($"{_file} {found}; expected {expected}.");
}
