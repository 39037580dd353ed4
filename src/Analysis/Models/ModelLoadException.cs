namespace Monitor.Analysis.Models;

/// <summary>A model file is missing, damaged, or of another version; the message names the file and what to do.</summary>
public sealed class ModelLoadException(string message, Exception? inner = null) : Exception(message, inner);
