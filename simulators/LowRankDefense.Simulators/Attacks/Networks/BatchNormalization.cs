using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Takes every channel to mean 0 and variance 1 over the pixels of a batch, and from there to a learned deviation γ and mean β.</summary>
/// <remarks>
/// Ioffe &amp; Szegedy (ICML 2015), algorithm 1, with ε = 1e-5. Where it is not trained, mean and variance are those of the batches of the training, faded with
/// 0.9 as by Radford, Metz &amp; Chintala (ICLR 2016). Parameters: γ and β, each 1 × channels.
/// </remarks>
internal sealed class BatchNormalization : ILayer
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.9;

    private readonly Parameters scale;
    private readonly Parameters shift;
    private readonly ChannelSums sums;
    private readonly float[] first;
    private readonly float[] second;
    private double[] inverseDeviation = [];
    private ImageBatch? normalized;
    private ImageBatch? made;
    private ImageBatch? slopesOfGiven;

    /// <summary>γ normally distributed about 1, β = 0, running mean 0 and variance 1.</summary>
    /// <param name="shape">Shape of an image.</param>
    /// <param name="deviation">Standard deviation of γ, 0 or more.</param>
    /// <param name="random">Draws γ.</param>
    public BatchNormalization(ImageShape shape, double deviation, SeededRandom random)
    {
        Output = shape;
        scale = new Parameters(DenseMatrix.Gaussian(1, shape.Channels, deviation, random));
        TensorPrimitives.Add(scale.Values.Data, 1f, scale.Values.Data);
        shift = new Parameters(new DenseMatrix(1, shape.Channels));
        Parameters = [scale, shift];
        sums = new ChannelSums(shape);
        (first, second) = (new float[shape.LineLength], new float[shape.LineLength]);
        (RunningMean, RunningVariance) = (new double[shape.Channels], new double[shape.Channels]);
        Array.Fill(RunningVariance, 1.0);
    }

    /// <inheritdoc/>
    public ImageShape Output { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameters> Parameters { get; }

    /// <summary>Mean of every channel over the batches of the training, the last weighing most.</summary>
    public double[] RunningMean { get; }

    /// <summary>Variance of every channel, likewise.</summary>
    public double[] RunningVariance { get; }

    /// <inheritdoc/>
    public ImageBatch Forward(ImageBatch batch, bool training)
    {
        var to = ImageBatch.Reuse(ref made, batch.Count, Output);
        var from = batch;
        if (training)
        {
            from = Normalize(batch);
            sums.Repeat(c => scale.Values[0, c], first);
            sums.Repeat(c => shift.Values[0, c], second);
        }
        else
        {
            // γ (x − μ)/σ + β as one multiplication and one addition
            sums.Repeat(c => scale.Values[0, c] / Math.Sqrt(RunningVariance[c] + Epsilon), first);
            sums.Repeat(c => shift.Values[0, c] - (scale.Values[0, c] * RunningMean[c] / Math.Sqrt(RunningVariance[c] + Epsilon)), second);
        }

        ChannelSums.ForEachLine(batch, at => TensorPrimitives.MultiplyAdd(from.Lines.Row(at), first, second, to.Lines.Row(at)));
        return to;
    }

    /// <inheritdoc/>
    public ImageBatch Backward(ImageBatch slopes, bool learn)
    {
        var (centred, pixels) = (normalized!, (double)slopes.Pixels.Rows);
        // β̄ = Σ ȳ,  γ̄ = Σ ȳ x̂
        var ofShift = sums.Of(slopes, (at, sum) => TensorPrimitives.Add(slopes.Lines.Row(at), sum, sum));
        var ofScale = sums.Of(slopes, (at, sum) => TensorPrimitives.MultiplyAdd(slopes.Lines.Row(at), centred.Lines.Row(at), sum, sum));
        if (learn)
        {
            for (var c = 0; c < ofShift.Length; c++)
            {
                scale.Slopes[0, c] += (float)ofScale[c];
                shift.Slopes[0, c] += (float)ofShift[c];
            }
        }

        // x̄ = γ/σ (ȳ − β̄/n − x̂ γ̄/n)
        var to = ImageBatch.Reuse(ref slopesOfGiven, slopes.Count, Output);
        sums.Repeat(c => -ofScale[c] / pixels, first);
        sums.Repeat(c => -ofShift[c] / pixels, second);
        ChannelSums.ForEachLine(slopes, at => TensorPrimitives.MultiplyAdd(centred.Lines.Row(at), first, second, to.Lines.Row(at)));
        sums.Repeat(c => scale.Values[0, c] * inverseDeviation[c], first);
        ChannelSums.ForEachLine(slopes, at => TensorPrimitives.AddMultiply(to.Lines.Row(at), slopes.Lines.Row(at), first, to.Lines.Row(at)));
        return to;
    }

    // x̂ = (x − μ)/σ
    private ImageBatch Normalize(ImageBatch batch)
    {
        var (to, pixels) = (ImageBatch.Reuse(ref normalized, batch.Count, Output), (double)batch.Pixels.Rows);
        var mean = sums.Of(batch, (at, sum) => TensorPrimitives.Add(batch.Lines.Row(at), sum, sum));
        sums.Repeat(c => mean[c] / pixels, first);
        var variance = sums.Of(
            batch,
            (at, sum) =>
            {
                TensorPrimitives.Subtract(batch.Lines.Row(at), first, to.Lines.Row(at));
                TensorPrimitives.MultiplyAdd(to.Lines.Row(at), to.Lines.Row(at), sum, sum);
            }
        );
        inverseDeviation = [.. variance.Select(v => 1.0 / Math.Sqrt((v / pixels) + Epsilon))];
        for (var c = 0; c < mean.Length; c++)
        {
            RunningMean[c] = (Momentum * RunningMean[c]) + ((1.0 - Momentum) * mean[c] / pixels);
            RunningVariance[c] = (Momentum * RunningVariance[c]) + ((1.0 - Momentum) * variance[c] / pixels);
        }

        sums.Repeat(c => inverseDeviation[c], first);
        ChannelSums.ForEachLine(batch, at => TensorPrimitives.Multiply(to.Lines.Row(at), first, to.Lines.Row(at)));
        return to;
    }
}
