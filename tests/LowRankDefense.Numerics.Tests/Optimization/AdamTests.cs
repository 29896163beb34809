using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Optimization;

public class AdamTests
{
    [Fact]
    public void Row_ShouldEndAtTheSameBits_WhenItCatchesUpLate()
    {
        var eager = DenseMatrix.Gaussian(1, 21, 1, new SeededRandom(1));
        var late = eager.Clone();
        var gradient = DenseMatrix.Gaussian(1, 21, 1, new SeededRandom(2));
        var zeros = new float[21];
        var options = new AdamOptions { WeightDecay = 0.01 };
        var eagerSteps = new Adam(eager, options, 9);
        var lateSteps = new Adam(late, options, 9);

        for (var t = 1; t <= 9; t++)
            eagerSteps.Step(0, t is 2 or 7 ? gradient.Data : zeros, t);
        lateSteps.Step(0, gradient.Data, 2);
        lateSteps.Step(0, gradient.Data, 7);
        lateSteps.CatchUp(0, 9);

        late.Data.SequenceEqual(eager.Data).ShouldBeTrue();
    }

    [Fact]
    public void FirstStep_ShouldBeTheLearningRate_AgainstTheSignOfTheGradient()
    {
        var p = new DenseMatrix(1, 3);
        var adam = new Adam(p, new AdamOptions { LearningRate = 0.1, WeightDecay = 0 }, 1);

        adam.Step(0, [5f, -0.001f, 0f], 1);

        p[0, 0].ShouldBe(-0.1f, 1e-6f);
        p[0, 1].ShouldBe(0.1f, 1e-5f);
        p[0, 2].ShouldBe(0f);
    }

    [Fact]
    public void Steps_ShouldBeTakenAgainToTheSameBits_FromWhereTheyWereCopied()
    {
        var p = DenseMatrix.Gaussian(2, 11, 1, new SeededRandom(1));
        var gradient = DenseMatrix.Gaussian(2, 11, 1, new SeededRandom(2));
        var adam = new Adam(p, new AdamOptions(), 5);
        var state = new AdamState(2, 11);
        adam.Step(0, gradient.Row(0), 1);
        Should.Throw<InvalidOperationException>(() => adam.CopyTo(state, 1)).Message.ShouldContain("catch up");
        adam.CatchUp(1, 1);
        adam.CopyTo(state, 1);
        adam.Step(0, gradient.Row(1), 2);
        var first = p.Row(0).ToArray();

        adam.Restore(state);
        adam.Step(0, gradient.Row(1), 2);

        p.Row(0).ToArray().ShouldBe(first);
    }

    [Fact]
    public void VectorCode_ShouldGiveTheBitsOfTheScalarTwin()
    {
        // Columns 0 .. 15 go through vectors, 16 .. 20 through the twin: equal input, equal output.
        var p = new DenseMatrix(1, 21);
        p.Data.Fill(0.3f);
        var gradient = new float[21];
        Array.Fill(gradient, 0.7f);
        var adam = new Adam(p, new AdamOptions(), 5);

        adam.Step(0, gradient, 1);
        adam.CatchUp(0, 5);

        p.Data.ToArray().Distinct().Count().ShouldBe(1);
    }
}
