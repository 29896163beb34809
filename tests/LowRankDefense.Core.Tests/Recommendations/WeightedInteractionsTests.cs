using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Recommendations;

public class WeightedInteractionsTests
{
    private static readonly CsrMatrix Cells = CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (0, 2, 0f), (1, 0, 2f), (1, 1, 3f)]);

    [Fact]
    public void Uniform_ShouldWeighOnlyValuesAboveZero()
    {
        var problem = WeightedInteractions.Uniform(Cells, 20);

        problem.WeightsOf(0).ToArray().ShouldBe([20f, 1f]);
        problem.WeightsOf(1).ToArray().ShouldBe([20f, 20f]);
    }

    [Fact]
    public void Reconstructed_ShouldWeighWhatWasObserved()
    {
        var observed = CsrMatrix.FromEntries(2, 3, [(0, 2, 1f), (1, 1, 1f)]);

        var problem = WeightedInteractions.Reconstructed(Cells, observed, 20);

        problem.WeightsOf(0).ToArray().ShouldBe([1f, 20f]);
        problem.WeightsOf(1).ToArray().ShouldBe([1f, 20f]);
    }

    [Fact]
    public void Transpose_ShouldCarryTheWeightsAlong()
    {
        var transposed = new WeightedInteractions(Cells, [1f, 2f, 3f, 4f]).Transpose();

        transposed.WeightsOf(0).ToArray().ShouldBe([1f, 3f]);
        transposed.WeightsOf(1).ToArray().ShouldBe([4f]);
        transposed.WeightsOf(2).ToArray().ShouldBe([2f]);
        transposed.Targets.ValuesOf(0).ToArray().ShouldBe([1f, 2f]);
    }

    [Theory]
    [InlineData(new[] { 1f, 2f, 3f })]
    [InlineData(new[] { 1f, 2f, 3f, -1f })]
    [InlineData(new[] { 1f, 2f, 3f, float.NaN })]
    public void Weights_ShouldBeRefused_WhenTheyAreNotUsable(float[] weights) =>
        Should.Throw<ArgumentException>(() => new WeightedInteractions(Cells, weights)).ParamName.ShouldBe("weights");
}
