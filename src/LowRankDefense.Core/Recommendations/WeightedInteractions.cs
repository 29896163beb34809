using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Recommendations;

/// <summary>What a factorization is to fit: a target for every cell, and how much an error there weighs.</summary>
/// <remarks>What the cells that are not stored say is the trainer's affair: target 0 with weight 1 for implicit feedback, nothing for ratings.</remarks>
public sealed record WeightedInteractions
{
    private readonly float[] weights;

    /// <summary>Targets with a weight each.</summary>
    /// <param name="targets">users × items.</param>
    /// <param name="weights">One per stored entry of <paramref name="targets"/>, in the order of its rows; 0 or more.</param>
    /// <exception cref="ArgumentException">The number of weights is not that of the entries, or a weight is negative or not finite.</exception>
    public WeightedInteractions(CsrMatrix targets, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != targets.NonZeros)
            throw new ArgumentException($"{weights.Length} weights do not go with {targets.NonZeros} entries.", nameof(weights));
        var bad = Array.FindIndex(weights, w => !(w >= 0f) || !float.IsFinite(w));
        if (bad >= 0)
            throw new ArgumentException($"Weight {bad} is {weights[bad]}: weights are finite and 0 or more.", nameof(weights));
        Targets = targets;
        this.weights = weights;
    }

    /// <summary>users × items.</summary>
    public CsrMatrix Targets { get; }

    /// <summary>The weights of row <paramref name="row"/>, in the order of its entries.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) => weights.AsSpan(Targets.RowStarts[row], Targets.CountOf(row));

    /// <summary>The same weight for every value above 0, weight 1 for the other stored values.</summary>
    public static WeightedInteractions Uniform(CsrMatrix targets, double weight)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return new WeightedInteractions(targets, [.. targets.Values.ToArray().Select(x => x > 0f ? (float)weight : 1f)]);
    }

    /// <summary>Reconstructed targets: <paramref name="weight"/> where <paramref name="observed"/> has an entry, 1 in the cells that were filled in.</summary>
    /// <param name="targets">users × items, a superset of the cells of <paramref name="observed"/> or any other set.</param>
    /// <param name="observed">users × items.</param>
    /// <param name="weight">Weight of an observed cell.</param>
    /// <exception cref="ArgumentException">The shapes differ, or the weight is negative or not finite.</exception>
    public static WeightedInteractions Reconstructed(CsrMatrix targets, CsrMatrix observed, double weight)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.Rows != targets.Rows || observed.Columns != targets.Columns)
        {
            throw new ArgumentException(
                $"Observed cells of a {observed.Rows} × {observed.Columns} matrix do not go with targets of {targets.Rows} × {targets.Columns}.",
                nameof(observed)
            );
        }

        var weightOf = new float[targets.NonZeros];
        for (var r = 0; r < targets.Rows; r++)
        {
            var seen = observed.ColumnsOf(r);
            var columns = targets.ColumnsOf(r);
            for (var e = 0; e < columns.Length; e++)
                weightOf[targets.RowStarts[r] + e] = seen.BinarySearch(columns[e]) >= 0 ? (float)weight : 1f;
        }

        return new WeightedInteractions(targets, weightOf);
    }

    /// <summary>The mean of the stored targets, each by its weight; 0 where nothing is stored or nothing weighs.</summary>
    public float MeanTarget()
    {
        var (sum, weight) = (0.0, 0.0);
        for (var e = 0; e < weights.Length; e++)
        {
            sum += (double)weights[e] * Targets.Values[e];
            weight += weights[e];
        }

        return weight > 0.0 ? (float)(sum / weight) : 0f;
    }

    /// <summary>The same cells and weights with <paramref name="offset"/> added to every stored target.</summary>
    public WeightedInteractions ShiftedBy(float offset)
    {
        var shifted = Targets.Values.ToArray();
        System.Numerics.Tensors.TensorPrimitives.Add(shifted, offset, shifted);
        return new WeightedInteractions(Targets.WithValues(shifted), weights);
    }

    /// <summary>Targets and weights with users and items exchanged.</summary>
    public WeightedInteractions Transpose()
    {
        // Equal structure, and so equal order after the exchange.
        var carrier = Targets.WithValues(weights);
        return new WeightedInteractions(Targets.Transpose(), [.. carrier.Transpose().Values]);
    }
}
