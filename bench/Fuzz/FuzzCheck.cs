using Monitor.Collectors.Parsing;

namespace Monitor.Bench.Fuzz;

/// <summary>What every parser promises of any input: no exception but a named one, and memory and output in proportion to what came in.</summary>
internal static class FuzzCheck
{
    /// <summary>Asked for in all, not held at once. It stands for time too, as what loops without end asks for memory without end.</summary>
    private const long FreeBytes = 96L << 20;

    private const long BytesPerByte = 40_000;
    private const long FreeCharacters = 16 * 1024;
    private const long CharactersPerByte = 64;

    /// <returns>What was broken, or null.</returns>
    public static string? Fault(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        long made;
        try
        {
            made = target.Read(input);
        }
        catch (Exception e) when (e is TookTooLongException or RepeatsItselfException || (e is FormatException && e.Message.StartsWith("a page ", StringComparison.Ordinal)))
        {
            // The documented ones: more elements, more time or more text than any real answer.
            return null;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Monitor.Collectors", StringComparison.Ordinal))?.Trim()}";
        }

        var asked = GC.GetAllocatedBytesForCurrentThread() - before;
        if (asked > FreeBytes + (BytesPerByte * input.Length)) return $"asked for {asked >> 20} MB to read {input.Length} bytes";
        return made > FreeCharacters + (CharactersPerByte * input.Length) ? $"made {made} characters of {input.Length} bytes" : null;
    }
}
