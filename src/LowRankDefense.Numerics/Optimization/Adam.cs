using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Optimization;

/// <summary>Adam over the rows of one parameter matrix, with the moments beside it.</summary>
/// <remarks>
/// Dense semantics: every row takes part in every step, with a zero gradient where the caller has none, so that it decays and keeps its momentum.
/// Such steps do not depend on other rows. A row may therefore fall behind and catch up later, in registers, in one pass over its memory
/// (<see cref="CatchUp"/>): the same numbers to the last bit, at a fraction of the traffic.
/// Rows may be updated from several threads, one row from one thread at a time.
/// </remarks>
public sealed class Adam
{
    private readonly DenseMatrix parameters;
    private readonly DenseMatrix first;
    private readonly DenseMatrix second;
    private readonly int[] stepOfRow;
    private readonly AdamSchedule schedule;

    /// <summary>Moments of zero for every entry of <paramref name="parameters"/>.</summary>
    /// <param name="parameters">The matrix to be optimized, in place.</param>
    /// <param name="options">Step size and decays.</param>
    /// <param name="steps">Steps that will be taken at most, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the number of steps is negative.</exception>
    public Adam(DenseMatrix parameters, AdamOptions options, int steps)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Validated.Options(options);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        this.parameters = parameters;
        first = new DenseMatrix(parameters.Rows, parameters.Columns);
        second = new DenseMatrix(parameters.Rows, parameters.Columns);
        stepOfRow = new int[parameters.Rows];
        schedule = new AdamSchedule(options, steps);
    }

    /// <summary>Takes steps with a zero gradient until <paramref name="row"/> has done <paramref name="step"/> of them; nothing where it has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More steps than were announced.</exception>
    public void CatchUp(int row, int step)
    {
        var from = stepOfRow[row] + 1;
        if (from > step)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, schedule.Steps);
        Advance(parameters.Row(row), first.Row(row), second.Row(row), gradient: default, from, step);
        stepOfRow[row] = step;
    }

    /// <summary>Takes step number <paramref name="step"/> (1, 2, …) on <paramref name="row"/>, which has done all the earlier ones.</summary>
    /// <param name="row">Row of the parameters.</param>
    /// <param name="gradient">Gradient of the row, without weight decay; an entry that is not finite spoils that parameter for good.</param>
    /// <param name="step">Number of the step.</param>
    /// <exception cref="ArgumentException">The gradient has not the length of the row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A step the row has done, or one beyond those announced.</exception>
    public void Step(int row, ReadOnlySpan<float> gradient, int step)
    {
        if (gradient.Length != parameters.Columns)
            throw new ArgumentException($"A gradient of length {gradient.Length} does not go with rows of {parameters.Columns}.", nameof(gradient));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, stepOfRow[row]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, schedule.Steps);
        CatchUp(row, step - 1);
        Advance(parameters.Row(row), first.Row(row), second.Row(row), gradient, step, step);
        stepOfRow[row] = step;
    }

    /// <summary>Copies parameters and moments, all rows of which have done <paramref name="step"/> steps.</summary>
    /// <param name="state">Overwritten; of the shape of the parameters.</param>
    /// <param name="step">How many.</param>
    /// <exception cref="InvalidOperationException">A row has done another number: let it catch up.</exception>
    public void CopyTo(AdamState state, int step)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (stepOfRow.AsSpan().ContainsAnyExcept(step))
            throw new InvalidOperationException($"Not every row has done {step} steps: let them catch up before they are copied.");
        parameters.Data.CopyTo(state.Parameters.Data);
        first.Data.CopyTo(state.First.Data);
        second.Data.CopyTo(state.Second.Data);
        state.Step = step;
    }

    /// <summary>Puts parameters and moments back to where they were copied from, bit by bit.</summary>
    public void Restore(AdamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Parameters.Data.CopyTo(parameters.Data);
        state.First.Data.CopyTo(first.Data);
        state.Second.Data.CopyTo(second.Data);
        Array.Fill(stepOfRow, state.Step);
    }

    /// <summary>Steps <paramref name="from"/> .. <paramref name="to"/> on one row; an empty gradient stands for zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance(Span<float> p, Span<float> m, Span<float> v, ReadOnlySpan<float> gradient, int from, int to)
    {
        var width = Vector256.IsHardwareAccelerated ? Vector256<float>.Count : p.Length + 1;
        ref var p0 = ref MemoryMarshal.GetReference(p);
        ref var m0 = ref MemoryMarshal.GetReference(m);
        ref var v0 = ref MemoryMarshal.GetReference(v);
        ref var g0 = ref MemoryMarshal.GetReference(gradient);
        var decay = Vector256.Create(schedule.WeightDecay);
        var beta1 = Vector256.Create(schedule.FirstDecay);
        var beta2 = Vector256.Create(schedule.SecondDecay);
        var epsilon = Vector256.Create(schedule.Epsilon);
        var i = 0;
        for (; i + width <= p.Length; i += width)
        {
            var x = Vector256.LoadUnsafe(ref p0, (nuint)i);
            var mean = Vector256.LoadUnsafe(ref m0, (nuint)i);
            var square = Vector256.LoadUnsafe(ref v0, (nuint)i);
            var given = gradient.IsEmpty ? Vector256<float>.Zero : Vector256.LoadUnsafe(ref g0, (nuint)i);
            for (var t = from; t <= to; t++)
            {
                var (rate, root) = schedule[t];
                // g ← g + λp,  m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²
                var g = given + (decay * x);
                mean = (beta1 * mean) + (Vector256.Create(schedule.FirstGain) * g);
                square = (beta2 * square) + (Vector256.Create(schedule.SecondGain) * g * g);
                // p ← p − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
                x -= Vector256.Create(rate) * mean / ((Vector256.Sqrt(square) * Vector256.Create(root)) + epsilon);
            }

            x.StoreUnsafe(ref p0, (nuint)i);
            mean.StoreUnsafe(ref m0, (nuint)i);
            square.StoreUnsafe(ref v0, (nuint)i);
        }

        for (; i < p.Length; i++)
            AdvanceScalar(ref p[i], ref m[i], ref v[i], gradient.IsEmpty ? 0f : gradient[i], from, to);
    }

    // The scalar twin: the same operations in the same order, and so the same bits.
    private void AdvanceScalar(ref float p, ref float m, ref float v, float given, int from, int to)
    {
        for (var t = from; t <= to; t++)
        {
            var (rate, root) = schedule[t];
            var g = given + (schedule.WeightDecay * p);
            m = (schedule.FirstDecay * m) + (schedule.FirstGain * g);
            v = (schedule.SecondDecay * v) + (schedule.SecondGain * g * g);
            p -= rate * m / ((MathF.Sqrt(v) * root) + schedule.Epsilon);
        }
    }
}
