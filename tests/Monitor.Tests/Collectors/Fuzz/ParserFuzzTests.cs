using System.Text;
using CsCheck;
using Monitor.Bench.Fuzz;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Fuzz;

/// <summary>The short run of `bench -- fuzz`: every parser on some hundred mutated inputs, a failing one shrunk and named by its seed.</summary>
public sealed class ParserFuzzTests
{
    private const int Rounds = 400;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_input_breaks_no_parsers_promise(string name)
    {
        var target = FuzzTarget.All.Single(t => t.Name == name);
        var seeds = FuzzSeeds.Of(target.Seeds, Shared.Path("corpus"), most: 12);
        Assert.All(seeds, s => Assert.Null(FuzzCheck.Fault(target, s)));
        Mutations.Of(seeds).Sample(
            input =>
            {
                if (FuzzCheck.Fault(target, input) is { } fault) throw new InvalidOperationException(fault);
            },
            iter: Rounds, threads: 1, print: b => $"{b.Length} bytes: {Encoding.Latin1.GetString(b)}");
    }

    [Fact]
    public void A_parser_that_breaks_its_promise_is_found()
    {
        var hungry = new FuzzTarget("hungry", "json", b => b.Length * 100L + 20_000);
        Assert.Contains("characters", FuzzCheck.Fault(hungry, [1]), StringComparison.Ordinal);
        var thrower = new FuzzTarget("thrower", "json", b => b[5]);
        Assert.Contains("IndexOutOfRange", FuzzCheck.Fault(thrower, [1]), StringComparison.Ordinal);
    }
}
