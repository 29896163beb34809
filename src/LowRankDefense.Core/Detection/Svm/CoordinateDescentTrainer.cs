using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Trains a degree-2 polynomial classifier on its explicit features: the trainer for many samples.</summary>
/// <remarks>
/// Hsieh et al. (ICML 2008), algorithms 1 and 3, on the features of Chang et al. (JMLR 2010). An epoch costs samples × rank² where SMO needs
/// samples² kernel values. Features are mapped anew at each visit: memory is O(samples), and the mapping costs less than fetching them.
/// Unlike <see cref="SvmTrainer"/> the bias is r·w_r, one weight among the others, and so a little regularized.
/// </remarks>
public sealed class CoordinateDescentTrainer
{
    private readonly SvmOptions options;

    /// <summary>A trainer with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range, or a kernel other than the polynomial of degree 2 with r ≥ 0; the message names it.</exception>
    public CoordinateDescentTrainer(SvmOptions options)
    {
        this.options = Validated.Options(options);
        if (options.Kernel != SvmKernel.Polynomial || options.Degree != 2 || options.Coef0 < 0)
            throw new ArgumentException(
                $"Explicit features are those of the polynomial kernel of degree 2 with {nameof(options.Coef0)} 0 or more, not of {options.Kernel} of degree {options.Degree} with {options.Coef0}.",
                nameof(options)
            );
    }

    /// <summary>Trains on labelled rows.</summary>
    /// <param name="features">Rows × features, finite.</param>
    /// <param name="positive">One label per row; both classes must occur.</param>
    /// <param name="random">Order of the visits: one seed gives one model.</param>
    /// <param name="cancel">Stops between epochs.</param>
    /// <exception cref="ArgumentException">One class only, labels that do not fit the rows, or a value that is not finite.</exception>
    /// <exception cref="NumericalBreakdownException">No convergence; the message names the options to change.</exception>
    public QuadraticSvm Train(DenseMatrix features, ReadOnlySpan<bool> positive, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(random);
        TrainingSamples.Check(features, positive);
        var gamma = options.Gamma > 0 ? options.Gamma : KernelFunction.ScaleGamma(features);
        var (labels, costs) = TrainingSamples.LabelsAndCosts(positive, options);
        var state = new CoordinateDescentState(features, new QuadraticFeatures(features.Columns, gamma, options.Coef0), labels, costs);
        for (var epoch = 1; epoch <= options.MaximumEpochs; epoch++)
        {
            cancel.ThrowIfCancellationRequested();
            if (state.Pass(random, options.Shrinking) > options.Tolerance)
                continue;
            if (!state.IsShrunk)
                return state.ToSvm(epoch);
            state.Unshrink();
        }

        throw new NumericalBreakdownException(
            $"The SVM did not converge in {options.MaximumEpochs} epochs: raise {nameof(options.Tolerance)} ({options.Tolerance}) or lower {nameof(options.Cost)} ({options.Cost})."
        );
    }
}
