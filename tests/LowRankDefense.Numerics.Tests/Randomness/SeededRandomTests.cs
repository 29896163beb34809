using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Randomness;

/// <summary>Pinned against an independent implementation of xoshiro256** over SplitMix64: what is said to hold everywhere.</summary>
public class SeededRandomTests
{
    [Fact]
    public void Integers_ShouldBeThoseOfTheReference_ToTheLastBit()
    {
        var random = new SeededRandom(42);

        Times(4, random.NextUInt64).ShouldBe([0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1]);
    }

    [Fact]
    public void Uniforms_ShouldBeThoseOfTheReference_ToTheLastBit()
    {
        var random = new SeededRandom(42);

        Times(4, random.NextDouble).ShouldBe([0.08386297105988216, 0.3789802506626686, 0.6800434110281394, 0.9246929453253876]);
    }

    [Fact]
    public void Choices_ShouldBeThoseOfTheReference()
    {
        var bounded = new SeededRandom(42);
        int[] shuffled = [.. Enumerable.Range(0, 10)];
        new SeededRandom(42).Shuffle<int>(shuffled);

        Times(8, () => bounded.NextInt(1000)).ShouldBe([83, 378, 680, 924, 991, 769, 719, 850]);
        shuffled.ShouldBe([9, 1, 4, 2, 8, 7, 6, 5, 3, 0]);
        new SeededRandom(42).Sample(1000, 6).ShouldBe([83, 678, 377, 769, 990, 922]);
        new SeededRandom(42).Split().NextUInt64().ShouldBe(0x8ee445d14631c453UL);
    }

    [Fact]
    public void Gaussians_ShouldBeThoseOfTheReference_ToTheRoundingOfTheLogarithm()
    {
        var random = new SeededRandom(42);
        double[] expected = [-0.7262191382447857, -0.21119691823195985, 0.2216227015035933, 0.5227716877560146, 0.46417731016247366];

        foreach (var value in expected)
            random.NextGaussian().ShouldBe(value, 1e-15);
    }

    [Fact]
    public void Gaussians_ShouldBeStandardNormal()
    {
        var random = new SeededRandom(1);

        var drawn = Times(100_000, random.NextGaussian);

        drawn.Average().ShouldBe(0.0, 0.015);
        drawn.Average(x => x * x).ShouldBe(1.0, 0.02);
        drawn.Average(x => x * x * x).ShouldBe(0.0, 0.05);
        drawn.Count(x => Math.Abs(x) < 1.96).ShouldBeInRange(94_700, 95_300);
    }

    private static T[] Times<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
