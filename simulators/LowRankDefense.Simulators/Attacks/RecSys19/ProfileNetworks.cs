using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.Networks.Convolutions;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>The two networks of a DCGAN (Radford, Metz &amp; Chintala, ICLR 2016, figure 1) for images of any shape.</summary>
internal static class ProfileNetworks
{
    // Channels of the discriminator's convolutions, and backwards of what the generator's transposed ones are given.
    private static readonly int[] Channels = [64, 128, 256, 512];

    /// <summary>
    /// Noise → a dense layer to 512 channels of a sixteenth of the height and width → four transposed convolutions with 256, 128, 64 and 1 channels, batch normalization
    /// and rectifiers between → tanh; the channels times the width.
    /// </summary>
    /// <param name="image">Shape of what is drawn.</param>
    /// <param name="options">Noise, width and deviation.</param>
    /// <param name="random">Draws the weights.</param>
    public static Network Generator(ImageShape image, GanOptions options, SeededRandom random)
    {
        var shapes = Shapes(image, options);
        var (noise, deviation) = (new ImageShape(1, 1, options.NoiseLength), options.InitialDeviation);
        List<ILayer> layers = [new Dense(noise, shapes[^1], deviation, random)];
        for (var level = shapes.Count - 1; level > 0; level--)
        {
            layers.Add(new BatchNormalization(shapes[level], deviation, random));
            layers.Add(new LeakyRectifier(shapes[level], 0f));
            layers.Add(new TransposedConvolution(shapes[level - 1], shapes[level].Channels, deviation, random));
        }

        layers.Add(new Bias(image));
        layers.Add(new HyperbolicTangent(image));
        return new Network(layers);
    }

    /// <summary>
    /// Four convolutions with 64, 128, 256 and 512 channels times the width, batch normalization behind each but the first, leaky rectifiers → a dense layer to the logit
    /// of being genuine.
    /// </summary>
    /// <param name="image">Shape of what is judged.</param>
    /// <param name="options">Width, deviation and slope.</param>
    /// <param name="random">Draws the weights.</param>
    public static Network Discriminator(ImageShape image, GanOptions options, SeededRandom random)
    {
        var shapes = Shapes(image, options);
        var (logit, deviation) = (new ImageShape(1, 1, 1), options.InitialDeviation);
        List<ILayer> layers = [];
        for (var level = 1; level < shapes.Count; level++)
        {
            layers.Add(new Convolution(shapes[level - 1], shapes[level].Channels, deviation, random));
            layers.Add(level == 1 ? new Bias(shapes[level]) : new BatchNormalization(shapes[level], deviation, random));
            layers.Add(new LeakyRectifier(shapes[level], (float)options.LeakySlope));
        }

        layers.Add(new Dense(shapes[^1], logit, deviation, random));
        layers.Add(new Bias(logit));
        return new Network(layers);
    }

    // The image, and what four convolutions make of it
    private static List<ImageShape> Shapes(ImageShape image, GanOptions options)
    {
        List<ImageShape> shapes = [image];
        foreach (var channels in Channels)
            shapes.Add(shapes[^1].Halved(Math.Max(1, (int)Math.Round(channels * options.Width))));
        return shapes;
    }
}
