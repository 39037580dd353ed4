namespace Monitor.Collectors.Probes;

/// <summary>A file that an option names is of no use: our own configuration is at fault, which says nothing about the target.</summary>
internal sealed class OptionFileException(string option, string file, string why, Exception? inner) : Exception($"{option}“{file}”{why}", inner);
