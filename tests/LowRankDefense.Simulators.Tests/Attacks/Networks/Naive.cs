using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks;

/// <summary>A map of a batch by its definition, in double precision.</summary>
/// <param name="x">The batch, images one after the other.</param>
/// <param name="parameters">Parameters in the order of the layer, the first first; a map takes its own away.</param>
internal delegate double[] NaiveMap(double[] x, Queue<double[]> parameters);

/// <summary>The layers by their definitions, written out and in double precision: what the fast ones are held against.</summary>
internal static class Naive
{
    private const int Side = 5;

    public static NaiveMap Chain(params NaiveMap[] maps) => (x, parameters) => maps.Aggregate(x, (batch, map) => map(batch, parameters));

    public static NaiveMap Dense(int inputs, int outputs) =>
        (x, parameters) =>
        {
            var (w, y) = (parameters.Dequeue(), new double[x.Length / inputs * outputs]);
            for (var i = 0; i < y.Length; i++)
            for (var k = 0; k < inputs; k++)
                y[i] += x[(i / outputs * inputs) + k] * w[(k * outputs) + (i % outputs)];
            return y;
        };

    public static NaiveMap Convolution(ImageShape large, int channels) =>
        (x, parameters) =>
        {
            var small = Half(large, channels);
            var (w, y) = (parameters.Dequeue(), new double[x.Length / large.Length * small.Length]);
            ForEachTerm(large, small, x.Length / large.Length, (l, s, k) => y[s] += x[l] * w[k]);
            return y;
        };

    public static NaiveMap TransposedConvolution(ImageShape large, int channels) =>
        (x, parameters) =>
        {
            var small = Half(large, channels);
            var (w, y) = (parameters.Dequeue(), new double[x.Length / small.Length * large.Length]);
            ForEachTerm(large, small, x.Length / small.Length, (l, s, k) => y[l] += x[s] * w[k]);
            return y;
        };

    public static NaiveMap Bias(int channels) =>
        (x, parameters) =>
        {
            var b = parameters.Dequeue();
            return [.. x.Select((v, i) => v + b[i % channels])];
        };

    public static NaiveMap BatchNormalization(int channels) =>
        (x, parameters) =>
        {
            var (gamma, beta) = (parameters.Dequeue(), parameters.Dequeue());
            var means = Enumerable.Range(0, channels).Select(c => x.Where((_, i) => i % channels == c).Average()).ToArray();
            var variances = Enumerable
                .Range(0, channels)
                .Select(c => x.Where((_, i) => i % channels == c).Average(v => (v - means[c]) * (v - means[c])))
                .ToArray();
            return
            [
                .. x.Select(
                    (v, i) => (gamma[i % channels] * (v - means[i % channels]) / Math.Sqrt(variances[i % channels] + 1e-5)) + beta[i % channels]
                ),
            ];
        };

    public static NaiveMap LeakyRectifier(double slope) => (x, _) => [.. x.Select(v => v > 0 ? v : slope * v)];

    public static NaiveMap HyperbolicTangent() => (x, _) => [.. x.Select(Math.Tanh)];

    private static ImageShape Half(ImageShape large, int channels) =>
        new((int)Math.Ceiling(large.Height / 2.0), (int)Math.Ceiling(large.Width / 2.0), channels);

    // Every triple of a value of a large image, one of a small image and a weight that a convolution multiplies.
    private static void ForEachTerm(ImageShape large, ImageShape small, int images, Action<int, int, int> term)
    {
        for (var image = 0; image < images; image++)
        for (var sy = 0; sy < small.Height; sy++)
        for (var sx = 0; sx < small.Width; sx++)
        for (var dy = 0; dy < Side; dy++)
        for (var dx = 0; dx < Side; dx++)
        {
            var (y, x) = ((2 * sy) + dy - Before(large.Height, small.Height), (2 * sx) + dx - Before(large.Width, small.Width));
            if (y < 0 || y >= large.Height || x < 0 || x >= large.Width)
                continue;
            for (var c = 0; c < large.Channels; c++)
            for (var k = 0; k < small.Channels; k++)
            {
                term(
                    (image * large.Length) + (((y * large.Width) + x) * large.Channels) + c,
                    (image * small.Length) + (((sy * small.Width) + sx) * small.Channels) + k,
                    (((((dy * Side) + dx) * large.Channels) + c) * small.Channels) + k
                );
            }
        }
    }

    // TensorFlow's "same": pad_total = max((out − 1) · stride + kernel − in, 0), of which pad_total / 2 lies before.
    private static int Before(int large, int small) => Math.Max(((small - 1) * 2) + Side - large, 0) / 2;
}
