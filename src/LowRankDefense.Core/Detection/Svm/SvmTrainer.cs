using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Trains a C-support vector classifier by sequential minimal optimization.</summary>
/// <remarks>Fan, Chen &amp; Lin (JMLR 2005): working sets by second-order information (WSS 2), as in LIBSVM. Without shrinking.</remarks>
public sealed class SvmTrainer(SvmOptions options)
{
    private const double Tau = 1e-12;

    /// <summary>Trains on labelled rows.</summary>
    /// <param name="features">Rows × features, finite.</param>
    /// <param name="positive">One label per row; both classes must occur.</param>
    /// <param name="cancel">Stops between updates.</param>
    /// <exception cref="ArgumentException">One class only, or labels that do not fit the rows.</exception>
    /// <exception cref="NumericalBreakdownException">No convergence; the message names the options to change.</exception>
    public SvmModel Train(DenseMatrix features, ReadOnlySpan<bool> positive, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var y = Labels(features, positive);
        var costs = Costs(y);
        var kernel = KernelFunction.For(options, features);
        var state = new SmoState(new KernelRows(features, kernel, options.CacheMegabytes), y, costs);
        for (var iteration = 0; state.SelectPair(options.Tolerance, Tau, out var i, out var j); iteration++)
        {
            if (iteration >= options.MaximumIterations)
                throw new NumericalBreakdownException(
                    $"The SVM did not converge in {options.MaximumIterations} updates: raise {nameof(options.Tolerance)} ({options.Tolerance}) or lower {nameof(options.Cost)} ({options.Cost})."
                );
            if ((iteration & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            state.Update(i, j, Tau);
        }

        return state.ToModel(features, options with { Gamma = kernel.Gamma });
    }

    private static sbyte[] Labels(DenseMatrix features, ReadOnlySpan<bool> positive)
    {
        if (positive.Length != features.Rows)
            throw new ArgumentException($"{positive.Length} labels do not go with {features.Rows} rows.", nameof(positive));
        if (!positive.Contains(true) || !positive.Contains(false))
            throw new ArgumentException("Both classes must occur in the training data: one class cannot be told from nothing.", nameof(positive));
        foreach (var value in features.Data)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException("The features hold a value that is not finite.", nameof(features));
        }

        var y = new sbyte[positive.Length];
        for (var i = 0; i < y.Length; i++)
            y[i] = (sbyte)(positive[i] ? 1 : -1);
        return y;
    }

    // Balanced: C_class = C · rows / (2 · rows of the class)
    private double[] Costs(sbyte[] y)
    {
        var positives = y.Count(l => l > 0);
        var weightPositive = options.Balanced ? y.Length / (2.0 * positives) : 1.0;
        var weightNegative = options.Balanced ? y.Length / (2.0 * (y.Length - positives)) : 1.0;
        return Array.ConvertAll(y, l => options.Cost * (l > 0 ? weightPositive : weightNegative));
    }
}
