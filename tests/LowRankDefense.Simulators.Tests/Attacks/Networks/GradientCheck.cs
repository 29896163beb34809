using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

/// <summary>Holds a layer against its naive twin: what it makes, and every derivative of Σ c·output against central differences of the twin.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const double Share = 2e-4;

    // Entries of a batch or of parameters that are looked at: all of a small one, some of a large one.
    private const int Looks = 150;

    /// <summary>Fails where they differ by more than 2e-4 of the largest.</summary>
    /// <param name="layer">The layer, whose parameters are overwritten.</param>
    /// <param name="naive">Its twin.</param>
    /// <param name="input">Shape of the images.</param>
    /// <param name="images">How many.</param>
    /// <param name="deviation">Of the parameters drawn.</param>
    public static void ShouldBeThatOf(this ILayer layer, NaiveMap naive, ImageShape input, int images, double deviation = 0.5)
    {
        var random = new SeededRandom(11);
        foreach (var parameters in layer.Parameters)
            Fill(parameters.Values.Data, deviation, random);
        var (batch, weights) = (Batch(images, input, random), Batch(images, layer.Output, random));
        double[] x = Doubles(batch.Data);
        double[][] p = [.. layer.Parameters.Select(q => Doubles(q.Values.Data))];
        double[] c = Doubles(weights.Data);
        double Functional() => naive(x, new Queue<double[]>(p)).Zip(c, (y, w) => y * w).Sum();

        var made = layer.Forward(batch, training: true);
        ((ReadOnlySpan<float>)made.Data).ShouldBeClose([.. naive(x, new Queue<double[]>(p)).Select(y => (float)y)], Share);
        foreach (var parameters in layer.Parameters)
            parameters.Clear();
        var slopes = layer.Backward(weights, learn: true);

        ShouldBeDifferences(slopes.Data, x, Functional);
        for (var i = 0; i < p.Length; i++)
            ShouldBeDifferences(layer.Parameters[i].Slopes.Data, p[i], Functional);
    }

    /// <summary>A batch of normal deviates.</summary>
    public static ImageBatch Batch(int images, ImageShape shape, SeededRandom random)
    {
        var batch = new ImageBatch(images, shape);
        Fill(batch.Data, 1, random);
        return batch;
    }

    private static void Fill(Span<float> values, double deviation, SeededRandom random)
    {
        foreach (ref var value in values)
            value = (float)(deviation * random.NextGaussian());
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }

    private static void ShouldBeDifferences(ReadOnlySpan<float> slopes, double[] at, Func<double> functional)
    {
        var every = Math.Max(1, at.Length / Looks);
        var (given, expected) = (new List<float>(), new List<float>());
        for (var i = 0; i < at.Length; i += every)
        {
            var was = at[i];
            at[i] = was + Step;
            var above = functional();
            at[i] = was - Step;
            var below = functional();
            at[i] = was;
            given.Add(slopes[i]);
            expected.Add((float)((above - below) / (2 * Step)));
        }

        expected.ShouldContain(e => Math.Abs(e) > 1e-3f, "a functional that depends on nothing checks nothing");
        ((ReadOnlySpan<float>)given.ToArray()).ShouldBeClose(expected.ToArray(), Share);
    }
}
