using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

public class LayerTests
{
    private static readonly ImageShape Shape = new(3, 5, 4);

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void Dense_ShouldBeItsDefinition_WithTheDerivativesOfIt(int outputs)
    {
        new Dense(Shape, new ImageShape(1, 1, outputs), 0.02, new SeededRandom(1)).ShouldBeThatOf(
            Naive.Dense(Shape.Length, outputs),
            Shape,
            images: 14
        );
    }

    [Fact]
    public void Bias_ShouldBeItsDefinition_WithTheDerivativesOfIt()
    {
        new Bias(Shape).ShouldBeThatOf(Naive.Bias(Shape.Channels), Shape, images: 3);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void Rectifier_ShouldBeItsDefinition_WithTheDerivativesOfIt(float slope)
    {
        new LeakyRectifier(Shape, slope).ShouldBeThatOf(Naive.LeakyRectifier(slope), Shape, images: 3);
    }

    [Fact]
    public void HyperbolicTangent_ShouldBeItsDefinition_WithTheDerivativesOfIt()
    {
        new HyperbolicTangent(Shape).ShouldBeThatOf(Naive.HyperbolicTangent(), Shape, images: 3);
    }

    [Fact]
    public void Weights_ShouldBeginWithTheDeviationThatIsAskedFor()
    {
        var weights = new Dense(new(1, 1, 100), new(2, 4, 128), 0.02, new SeededRandom(2)).Parameters[0].Values.Data.ToArray();

        Math.Sqrt(weights.Average(w => (double)w * w)).ShouldBe(0.02, 1e-3);
        weights.Average().ShouldBe(0f, 1e-3f);
    }

    [Fact]
    public void Derivatives_ShouldAddUpUntilTheyAreCleared()
    {
        var (layer, random) = (new Dense(Shape, new(1, 1, 6), 0.02, new SeededRandom(3)), new SeededRandom(4));
        var (batch, slopes) = (GradientCheck.Batch(2, Shape, random), GradientCheck.Batch(2, layer.Output, random));
        layer.Forward(batch, training: true);
        layer.Backward(slopes, learn: true);
        float[] once = layer.Parameters[0].Slopes.Data.ToArray();

        layer.Backward(slopes, learn: true);
        layer.Backward(slopes, learn: false);

        layer.Parameters[0].Slopes.Data.ToArray().ShouldBe(once.Select(s => 2 * s));
        layer.Parameters[0].Clear();
        layer.Parameters[0].Slopes.Data.ToArray().ShouldAllBe(s => s == 0f);
    }
}
