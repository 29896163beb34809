using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Trains a C-support vector classifier by sequential minimal optimization.</summary>
/// <remarks>
/// Fan, Chen &amp; Lin (JMLR 2005): working sets by second-order information (WSS 2); Chang &amp; Lin (TIST 2011), §5.1: shrinking. Conventions of
/// LIBSVM throughout. Kernel values are single precision, everything that is summed over iterations is double.
/// </remarks>
public sealed class SvmTrainer
{
    private const int ShrinkEvery = 1000;

    // Updates between two looks at the token: less than a millisecond's worth for small problems, some tens of them for large ones.
    private const int LookEvery = 256;
    private readonly SvmOptions options;

    /// <summary>A trainer with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public SvmTrainer(SvmOptions options) => this.options = Validated.Options(options);

    /// <summary>Trains on labelled rows.</summary>
    /// <param name="features">Rows × features, finite.</param>
    /// <param name="positive">One label per row; both classes must occur.</param>
    /// <param name="cancel">Stops between updates.</param>
    /// <exception cref="ArgumentException">One class only, labels that do not fit the rows, or a value that is not finite.</exception>
    /// <exception cref="NumericalBreakdownException">No convergence; the message names the options to change.</exception>
    public SvmModel Train(DenseMatrix features, ReadOnlySpan<bool> positive, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        TrainingSamples.Check(features, positive);
        var resolved = options.Gamma > 0 ? options : options with { Gamma = KernelFunction.ScaleGamma(features) };
        var (y, costs) = TrainingSamples.LabelsAndCosts(positive, options);
        var state = new SmoState(new KernelRows(features, KernelFunction.For(resolved), options.CacheMegabytes), y, costs);
        Solve(state, Math.Min(features.Rows, ShrinkEvery), cancel);
        return state.ToModel(features, resolved);
    }

    private void Solve(SmoState state, int shrinkEvery, CancellationToken cancel)
    {
        var (untilShrinking, refined) = (shrinkEvery, false);
        for (var iteration = 0; ; iteration++)
        {
            if (iteration >= options.MaximumIterations)
                throw new NumericalBreakdownException(
                    $"The SVM did not converge in {options.MaximumIterations} updates: raise {nameof(options.Tolerance)} ({options.Tolerance}) or lower {nameof(options.Cost)} ({options.Cost})."
                );
            if (iteration % LookEvery == 0)
                cancel.ThrowIfCancellationRequested();
            if (!state.SelectPair(options.Tolerance, out var i, out var j))
            {
                if (!state.IsShrunk)
                    return;
                // Optimal among the active ones: those set aside have the last word.
                state.Unshrink();
                untilShrinking = 1;
                continue;
            }

            state.Update(i, j);
            if (--untilShrinking > 0 || !options.Shrinking)
                continue;
            untilShrinking = shrinkEvery;
            // Near the end, once: what was set aside early, on a rough solution, is looked at again.
            if (!refined && state.Violation <= 10.0 * options.Tolerance)
            {
                refined = true;
                if (state.IsShrunk)
                    state.Unshrink();
            }

            if (state.SelectPair(options.Tolerance, out _, out _))
                state.Shrink();
        }
    }
}
