using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Parameters of a layer, the derivatives of the loss by them, and their optimizer.</summary>
/// <param name="values">The parameters as they begin: rows × columns; not copied.</param>
internal sealed class Parameters(DenseMatrix values)
{
    private const int ValuesPerChunk = 16_384;

    private Adam? optimizer;
    private int step;

    /// <summary>The parameters: rows × columns.</summary>
    public DenseMatrix Values => values;

    /// <summary>Sums of derivatives since <see cref="Clear"/>: rows × columns.</summary>
    public DenseMatrix Slopes { get; } = new(values.Rows, values.Columns);

    /// <summary>Forgets the derivatives.</summary>
    public void Clear() => Slopes.Data.Clear();

    /// <summary>Begins an optimization anew.</summary>
    /// <param name="options">Step size and decays.</param>
    /// <param name="steps">Steps that will be taken at most, 0 or more.</param>
    public void Optimize(AdamOptions options, int steps)
    {
        optimizer = new Adam(values, options, steps);
        step = 0;
    }

    /// <summary>Takes a step along the derivatives, on all cores.</summary>
    /// <exception cref="InvalidOperationException">No optimization has begun.</exception>
    public void Step()
    {
        var adam = optimizer ?? throw new InvalidOperationException("Say how to optimize before the first step.");
        step++;
        Cores.ForEachChunk(
            values.Rows,
            Math.Max(1, ValuesPerChunk / values.Columns),
            rows =>
            {
                for (var row = rows.Start; row < rows.End; row++)
                    adam.Step(row, Slopes.Row(row), step);
            }
        );
    }
}
