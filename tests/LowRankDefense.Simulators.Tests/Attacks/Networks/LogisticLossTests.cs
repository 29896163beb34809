using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

public class LogisticLossTests
{
    private static readonly ImageShape Shape = new(1, 1, 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Loss_ShouldBeTheCrossEntropy_WithItsDerivatives(bool genuine)
    {
        var (logits, slopes) = (GradientCheck.Batch(5, Shape, new SeededRandom(1)), new ImageBatch(5, Shape));

        LogisticLoss.Evaluate(logits, genuine, slopes).ShouldBe(logits.Data.ToArray().Average(l => Loss(l, genuine)), 1e-6);

        for (var i = 0; i < 5; i++)
            slopes.Data[i].ShouldBe((float)((Loss(logits.Data[i] + 1e-5, genuine) - Loss(logits.Data[i] - 1e-5, genuine)) / 2e-5 / 5), 1e-6f);
    }

    [Theory]
    [InlineData(true, 500f, 0.0, 0f)]
    [InlineData(true, -500f, 500.0, -1f)]
    [InlineData(false, 500f, 500.0, 1f)]
    [InlineData(false, -500f, 0.0, 0f)]
    public void Loss_ShouldStayFinite_WhenTheLogitIsFarOut(bool genuine, float logit, double loss, float slope)
    {
        var (logits, slopes) = (new ImageBatch(1, Shape), new ImageBatch(1, Shape));
        logits.Data[0] = logit;

        LogisticLoss.Evaluate(logits, genuine, slopes).ShouldBe(loss, 1e-9);

        slopes.Data[0].ShouldBe(slope, 1e-9f);
    }

    [Fact]
    public void Loss_ShouldNotBeFinite_WhenALogitIsNot()
    {
        var logits = new ImageBatch(2, Shape);
        logits.Data[1] = float.NaN;

        double.IsFinite(LogisticLoss.Evaluate(logits, genuine: true, new ImageBatch(2, Shape))).ShouldBeFalse();
    }

    private static double Loss(double logit, bool genuine) =>
        genuine ? -Math.Log(1 / (1 + Math.Exp(-logit))) : -Math.Log(1 - (1 / (1 + Math.Exp(-logit))));
}
