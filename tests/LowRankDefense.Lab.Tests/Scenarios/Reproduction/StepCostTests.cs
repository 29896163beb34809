using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

// The heap is that of all tests: none may run beside these.
[CollectionDefinition(nameof(StepCostTests), DisableParallelization = true)]
[Collection(nameof(StepCostTests))]
public class StepCostTests
{
    private const int Mebibytes = 64;

    [Fact]
    public void Cost_ShouldBeTimeAndTheHeapAtItsLargest_ThoughItIsFreeAgainInTheEnd()
    {
        var (result, cost) = StepCost.Of(() =>
        {
            var taken = new byte[Mebibytes << 20];
            Array.Fill(taken, (byte)1);
            Thread.Sleep(200);
            return taken[^1];
        });

        result.ShouldBe((byte)1);
        cost.Seconds.ShouldBeGreaterThan(0.19);
        cost.Mebibytes.ShouldBeInRange(Mebibytes, 8 * Mebibytes);
    }

    [Fact]
    public void Failure_ShouldBeThatOfTheComputation() =>
        Should.Throw<InvalidDataException>(() => StepCost.Of<int>(() => throw new InvalidDataException("bad"))).Message.ShouldBe("bad");
}
