using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;

namespace LowRankDefense.Numerics.Tests.BadInput;

public class AdamBadInputTests
{
    public static TheoryData<AdamOptions, string> OutOfRange =>
        new()
        {
            {
                new AdamOptions { LearningRate = 0 },
                "LearningRate is 0"
            },
            {
                new AdamOptions { LearningRate = double.NaN },
                "LearningRate is NaN"
            },
            {
                new AdamOptions { FirstDecay = 1 },
                "FirstDecay is 1"
            },
            {
                new AdamOptions { SecondDecay = -0.1 },
                "SecondDecay is -0.1"
            },
            {
                new AdamOptions { Epsilon = 0 },
                "Epsilon is 0"
            },
            {
                new AdamOptions { WeightDecay = double.PositiveInfinity },
                "WeightDecay is Infinity"
            },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Optimizer_ShouldNameTheOption_WhenItIsOutOfRange(AdamOptions options, string named) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Adam(new DenseMatrix(1, 1), options, 1)).Message.ShouldContain(named);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    public void Step_ShouldBeRefused_WhenTheGradientHasAnotherLength(int length) =>
        Should
            .Throw<ArgumentException>(() => new Adam(new DenseMatrix(2, 8), new AdamOptions(), 3).Step(0, new float[length], 1))
            .ParamName.ShouldBe("gradient");

    [Fact]
    public void Step_ShouldBeRefused_WhenItWasDoneOrNotAnnounced()
    {
        var adam = new Adam(new DenseMatrix(1, 1), new AdamOptions(), 3);
        adam.Step(0, [1f], 2);

        Should.Throw<ArgumentOutOfRangeException>(() => adam.Step(0, [1f], 2)).ParamName.ShouldBe("step");
        Should.Throw<ArgumentOutOfRangeException>(() => adam.Step(0, [1f], 4)).ParamName.ShouldBe("step");
        Should.Throw<ArgumentOutOfRangeException>(() => adam.CatchUp(0, 4)).ParamName.ShouldBe("step");
        Should.Throw<ArgumentOutOfRangeException>(() => new Adam(new DenseMatrix(1, 1), new AdamOptions(), -1)).ParamName.ShouldBe("steps");
    }

    [Fact]
    public void NaN_ShouldStayInItsParameter()
    {
        var p = new DenseMatrix(2, 9);
        var adam = new Adam(p, new AdamOptions(), 5);
        var gradient = new float[9];
        gradient[4] = float.NaN;

        adam.Step(0, gradient, 1);
        adam.CatchUp(0, 5);
        adam.CatchUp(1, 5);

        p.Data.ToArray().Index().Where(x => float.IsNaN(x.Item)).Select(x => x.Index).ShouldBe([4]);
    }

    [Fact]
    public void NoRows_ShouldNeedNoSteps() => Should.NotThrow(() => new Adam(new DenseMatrix(0, 4), new AdamOptions(), 0));
}
