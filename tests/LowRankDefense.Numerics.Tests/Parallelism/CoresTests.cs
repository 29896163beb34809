using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Tests.Parallelism;

public class CoresTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(10, 3)]
    [InlineData(1000, 7)]
    public void Chunks_ShouldCoverEveryRowOnce(int count, int size)
    {
        var visits = new int[count];

        Cores.ForEachChunk(
            count,
            size,
            chunk =>
            {
                for (var i = chunk.Start; i < chunk.End; i++)
                    Interlocked.Increment(ref visits[i]);
            }
        );

        visits.ShouldAllBe(v => v == 1);
    }

    [Fact]
    public void Limit_ShouldHold_UntilDisposed()
    {
        var before = Cores.Used;
        using (Cores.Limit(1))
            Cores.Used.ShouldBe(1);
        Cores.Used.ShouldBe(before);
    }

    [Fact]
    public void Failure_ShouldReachTheCaller_AsItWasThrown() =>
        Should
            .Throw<NumericalBreakdownException>(() => Cores.ForEachChunk(100, 1, _ => throw new NumericalBreakdownException("broken")))
            .Message.ShouldBe("broken");
}
