using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Optimization;

/// <summary>Adam backwards: the derivatives of a loss by what a step found, from those by what it left.</summary>
/// <remarks>
/// Reverse mode through the recurrences of <see cref="Adam"/>. A bar stands for the derivative of the loss by a quantity, a prime for its value behind the step.
/// Rows may be worked on from several threads, one row from one thread at a time.
/// </remarks>
public sealed class AdamAdjoint
{
    private readonly DenseMatrix first;
    private readonly DenseMatrix second;
    private readonly AdamSchedule schedule;

    /// <summary>The last step comes first: behind it the loss depends on the parameters alone.</summary>
    /// <param name="parameters">p̄: derivatives by the parameters behind the last step, rows × columns. Taken back step by step, in place.</param>
    /// <param name="options">Those of the steps.</param>
    /// <param name="steps">Number of the last step.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the number of steps is negative.</exception>
    public AdamAdjoint(DenseMatrix parameters, AdamOptions options, int steps)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Validated.Options(options);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Parameters = parameters;
        first = new DenseMatrix(parameters.Rows, parameters.Columns);
        second = new DenseMatrix(parameters.Rows, parameters.Columns);
        schedule = new AdamSchedule(options, steps);
    }

    /// <summary>p̄: rows × columns. The derivative by way of the gradient is the caller's to add.</summary>
    public DenseMatrix Parameters { get; }

    /// <summary>Takes one step back on one row.</summary>
    /// <param name="before">Parameters and moments before the step.</param>
    /// <param name="row">The row.</param>
    /// <param name="gradient">The gradient that the step was given, without weight decay; empty for zeros.</param>
    /// <param name="ofGradient">ḡ, overwritten; empty where nobody asks.</param>
    /// <exception cref="ArgumentException">A length is not that of the rows.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepBack(AdamState before, int row, ReadOnlySpan<float> gradient, Span<float> ofGradient)
    {
        ArgumentNullException.ThrowIfNull(before);
        ReadOnlySpan<float> p = before.Parameters.Row(row);
        ReadOnlySpan<float> m = before.First.Row(row);
        ReadOnlySpan<float> v = before.Second.Row(row);
        var pBar = Parameters.Row(row);
        var mBar = first.Row(row);
        var vBar = second.Row(row);
        if ((gradient.Length != p.Length && gradient.Length != 0) || (ofGradient.Length != p.Length && ofGradient.Length != 0))
            throw new ArgumentException(
                $"Gradients of length {gradient.Length} and {ofGradient.Length} do not go with rows of {p.Length}.",
                nameof(gradient)
            );
        var (rate, root) = schedule[before.Step + 1];
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + Vector256<float>.Count <= p.Length; i += Vector256<float>.Count)
            {
                var given = gradient.IsEmpty ? Vector256<float>.Zero : At(gradient, i);
                var bars = Back(At(p, i), At(m, i), At(v, i), given, At(pBar, i), At(mBar, i), At(vBar, i), rate, root);
                bars.P.CopyTo(pBar[i..]);
                bars.M.CopyTo(mBar[i..]);
                bars.V.CopyTo(vBar[i..]);
                if (!ofGradient.IsEmpty)
                    bars.G.CopyTo(ofGradient[i..]);
            }
        }

        for (; i < p.Length; i++)
        {
            var g = Vector256.CreateScalar(gradient.IsEmpty ? 0f : gradient[i]);
            var bars = Back(One(p[i]), One(m[i]), One(v[i]), g, One(pBar[i]), One(mBar[i]), One(vBar[i]), rate, root);
            (pBar[i], mBar[i], vBar[i]) = (bars.P.ToScalar(), bars.M.ToScalar(), bars.V.ToScalar());
            if (!ofGradient.IsEmpty)
                ofGradient[i] = bars.G.ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Bars Back(
        Vector256<float> p,
        Vector256<float> m,
        Vector256<float> v,
        Vector256<float> given,
        Vector256<float> pBar,
        Vector256<float> mBar,
        Vector256<float> vBar,
        float rate,
        float root
    )
    {
        var (eta, scale) = (Vector256.Create(rate), Vector256.Create(root));
        // g = given + λp,  m' = β₁m + (1 − β₁)g,  v' = β₂v + (1 − β₂)g²
        var g = given + (Vector256.Create(schedule.WeightDecay) * p);
        var mean = (Vector256.Create(schedule.FirstDecay) * m) + (Vector256.Create(schedule.FirstGain) * g);
        var square = (Vector256.Create(schedule.SecondDecay) * v) + (Vector256.Create(schedule.SecondGain) * g * g);
        // p' = p − η m' / d,  d = r √v' + ε
        var deviation = Vector256.Sqrt(square);
        var d = (deviation * scale) + Vector256.Create(schedule.Epsilon);
        // m̄' += −p̄' η / d,  v̄' += p̄' η m' r / (2 √v' d²), which is 0 where v' is
        var step = pBar * eta / d;
        mBar -= step;
        var slope = step * mean * scale / (d * (deviation + deviation));
        vBar += Vector256.ConditionalSelect(Vector256.Equals(deviation, Vector256<float>.Zero), Vector256<float>.Zero, slope);
        // ḡ = (1 − β₁) m̄' + 2 (1 − β₂) g v̄',  p̄ = p̄' + λḡ,  m̄ = β₁m̄',  v̄ = β₂v̄'
        var gBar = (Vector256.Create(schedule.FirstGain) * mBar) + (Vector256.Create(2f * schedule.SecondGain) * g * vBar);
        return new Bars(
            pBar + (Vector256.Create(schedule.WeightDecay) * gBar),
            Vector256.Create(schedule.FirstDecay) * mBar,
            Vector256.Create(schedule.SecondDecay) * vBar,
            gBar
        );
    }

    private static Vector256<float> At(ReadOnlySpan<float> values, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);

    private static Vector256<float> One(float value) => Vector256.CreateScalar(value);

    private readonly record struct Bars(Vector256<float> P, Vector256<float> M, Vector256<float> V, Vector256<float> G);
}
