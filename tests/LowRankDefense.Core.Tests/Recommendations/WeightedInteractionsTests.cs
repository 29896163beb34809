using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Recommendations;

public class WeightedInteractionsTests
{
    private static readonly CsrMatrix Cells = CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (0, 2, 0f), (1, 0, 2f), (1, 1, 3f)]);

    [Fact]
    public void Rows_ShouldKeepTheirConfidences_WhetherTheyAreSelectedOrOthersAreEmptied()
    {
        var problem = new WeightedInteractions(CsrMatrix.FromEntries(3, 2, [(0, 0, 1f), (1, 0, 1f), (1, 1, 0.5f), (2, 1, 1f)]), [2f, 3f, 4f, 5f]);

        problem.SelectRows([2, 1]).ConfidencesOf(0).ToArray().ShouldBe([5f]);
        problem.SelectRows([2, 1]).ConfidencesOf(1).ToArray().ShouldBe([3f, 4f]);
        var emptied = problem.Emptying([1]);
        emptied.Preferences.CountOf(1).ShouldBe(0);
        emptied.ConfidencesOf(0).ToArray().ShouldBe([2f]);
        emptied.ConfidencesOf(2).ToArray().ShouldBe([5f]);
    }

    [Fact]
    public void Weighted_ShouldMultiplyTheConfidencesOfEachUser()
    {
        var weighted = new WeightedInteractions(Cells, [1f, 2f, 3f, 4f]).Weighted([0.5f, 0f]);

        weighted.ConfidencesOf(0).ToArray().ShouldBe([0.5f, 1f]);
        weighted.ConfidencesOf(1).ToArray().ShouldBe([0f, 0f]);
        weighted.Preferences.ShouldBeSameAs(Cells);
        Should.Throw<ArgumentException>(() => new WeightedInteractions(Cells, [1f, 2f, 3f, 4f]).Weighted([1f])).Message.ShouldContain("1 weights");
    }

    [Fact]
    public void Uniform_ShouldWeighOnlyValuesAboveZero()
    {
        var problem = WeightedInteractions.Uniform(Cells, 20);

        problem.ConfidencesOf(0).ToArray().ShouldBe([20f, 1f]);
        problem.ConfidencesOf(1).ToArray().ShouldBe([20f, 20f]);
    }

    [Fact]
    public void Reconstructed_ShouldWeighWhatWasObserved()
    {
        var observed = CsrMatrix.FromEntries(2, 3, [(0, 2, 1f), (1, 1, 1f)]);

        var problem = WeightedInteractions.Reconstructed(Cells, observed, 20);

        problem.ConfidencesOf(0).ToArray().ShouldBe([1f, 20f]);
        problem.ConfidencesOf(1).ToArray().ShouldBe([1f, 20f]);
    }

    [Fact]
    public void Transpose_ShouldCarryTheConfidencesAlong()
    {
        var transposed = new WeightedInteractions(Cells, [1f, 2f, 3f, 4f]).Transpose();

        transposed.ConfidencesOf(0).ToArray().ShouldBe([1f, 3f]);
        transposed.ConfidencesOf(1).ToArray().ShouldBe([4f]);
        transposed.ConfidencesOf(2).ToArray().ShouldBe([2f]);
        transposed.Preferences.ValuesOf(0).ToArray().ShouldBe([1f, 2f]);
    }

    [Theory]
    [InlineData(new[] { 1f, 2f, 3f })]
    [InlineData(new[] { 1f, 2f, 3f, -1f })]
    [InlineData(new[] { 1f, 2f, 3f, float.NaN })]
    public void Confidences_ShouldBeRefused_WhenTheyAreNotUsable(float[] confidences) =>
        Should.Throw<ArgumentException>(() => new WeightedInteractions(Cells, confidences)).ParamName.ShouldBe("confidences");
}
