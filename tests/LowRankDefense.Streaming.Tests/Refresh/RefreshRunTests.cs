using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Refresh;

public class RefreshRunTests
{
    [Fact]
    public void Run_ShouldBeStampedWithItsBeginning()
    {
        var run = Snapshots.Run();

        (run.Now, run.Stamp).ShouldBe((1_700_000_000_123, "20231114T221320123"));
    }

    [Fact]
    public void Binary_ShouldHaveOnesWhereTheMatrixHasValues()
    {
        var run = Snapshots.Run();

        run.Binary.Values.ToArray().ShouldBe([1f, 1f, 1f, 1f, 1f]);
        run.Binary.ColumnIndices.ToArray().ShouldBe(run.Snapshot.Matrix.ColumnIndices.ToArray());
        run.Binary.ShouldBeSameAs(run.Binary);
        run.Snapshot.Matrix.Values.ToArray().ShouldBe([1f, 2f, 5f, 3f, 4f]);
    }

    [Fact]
    public void MissingParts_ShouldBeSaid_WhenStepsAreOutOfOrder()
    {
        var run = Snapshots.Run();

        Should.Throw<InvalidOperationException>(() => run.Reconstruction).Message.ShouldContain("no step before it");
        Should.Throw<InvalidOperationException>(() => run.Factors).Message.ShouldContain("no step before it");
        Should.Throw<InvalidOperationException>(() => run.Recommendations).Message.ShouldContain("no step before it");
    }
}
