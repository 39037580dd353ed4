using CsCheck;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox.Model;

/// <summary>
/// The real pump over a real database against a plain dictionary: channels that answer in every way, two processes on one store, crashes before
/// and after the send, a clock that goes on and is put back.
/// </summary>
public sealed class OutboxModelTests
{
    private static readonly Gen<Answer> Answers = Gen.Frequency((6, Gen.Const(Answer.Delivers)), (6, Gen.Int[1, (int)Answer.DiesAfter].Select(i => (Answer)i)));

    [Fact]
    public Task Nothing_is_lost_overtaken_or_said_again_but_for_a_lost_answer_or_a_crash() =>
        Gen.Select(OutboxStep.Any.Array[1, 40], Answers.Array[0, 60]).SampleAsync(
            async (steps, answers) =>
            {
                await using var office = new RoughOffice(answers);
                foreach (var step in steps)
                {
                    await office.PlayAsync(step);
                    Assert.Empty(office.Faults);
                }

                Assert.Empty(await office.EndAsync());
            },
            iter: LongRun.Of(60),
            print: s => string.Join('\n', s.Item1.Select(x => x.ToString())) + "\nanswers: " + string.Join(' ', s.Item2));
}
