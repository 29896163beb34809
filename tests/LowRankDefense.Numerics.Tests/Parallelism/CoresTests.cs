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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1001)]
    public void Parts_ShouldBeHandedOverInTheOrderOfTheChunks(int count)
    {
        var order = new List<int>();

        Cores.SumChunks(
            count,
            size: 3,
            parts: [],
            () => new int[2],
            (chunk, part) => (part[0], part[1]) = (chunk.Index, chunk.Length),
            part => order.AddRange(Enumerable.Repeat(part[0], part[1]))
        );

        order.ShouldBe(Enumerable.Range(0, count).Select(row => row / 3));
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
    public void Limit_ShouldNotBeWidened_ByOneInsideIt()
    {
        using var outer = Cores.Limit(1);
        using (Cores.Limit(64))
            Cores.Used.ShouldBe(1);
        Cores.Used.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Limit_ShouldBoundAllThreadsTogether_WhenChunksStartChunks(int cores)
    {
        // A pool with threads to spare: that there are none left is not to be what bounds them.
        ThreadPool.GetMinThreads(out var least, out var ports);
        ThreadPool.SetMinThreads(Math.Max(least, 16), ports);
        using var limit = Cores.Limit(cores);
        var (running, peak) = (0, 0);

        Cores.ForEachChunk(4, 1, _ => Cores.ForEachChunk(6, 1, _ => Busy()));

        peak.ShouldBeInRange(1, cores);

        void Busy()
        {
            var now = Interlocked.Increment(ref running);
            for (var seen = peak; now > seen; seen = peak)
                Interlocked.CompareExchange(ref peak, now, seen);
            Thread.Sleep(20);
            Interlocked.Decrement(ref running);
        }
    }

    [Fact]
    public void Threads_ShouldBeFreeAgain_AfterEveryRun()
    {
        using var limit = Cores.Limit(2);
        for (var run = 0; run < 100; run++)
            Cores.ForEachChunk(8, 1, _ => Cores.ForEachChunk(3, 1, _ => { }));

        CoreBudget.Current!.Take(64).ShouldBe(Math.Min(2, Environment.ProcessorCount) - 1);
    }

    [Fact]
    public void Failure_ShouldReachTheCaller_AsItWasThrown() =>
        Should
            .Throw<NumericalBreakdownException>(() => Cores.ForEachChunk(100, 1, _ => throw new NumericalBreakdownException("broken")))
            .Message.ShouldBe("broken");
}
