using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Recommendations;

/// <summary>What a recommender is to fit: a preference for every cell, and the confidence in it, which is how much an error there weighs.</summary>
/// <remarks>
/// Preference p and confidence c are those of Hu, Koren &amp; Volinsky (ICDM 2008), §4. What the cells that are not stored say is the trainer's
/// affair: preference 0 with confidence 1 for implicit feedback, nothing for ratings.
/// </remarks>
public sealed record WeightedInteractions
{
    private readonly float[] confidences;

    /// <summary>Preferences with a confidence each.</summary>
    /// <param name="preferences">users × items.</param>
    /// <param name="confidences">One per stored entry of <paramref name="preferences"/>, in the order of its rows; 0 or more.</param>
    /// <exception cref="ArgumentException">The number of confidences is not that of the entries, or a confidence is negative or not finite.</exception>
    public WeightedInteractions(CsrMatrix preferences, float[] confidences)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(confidences);
        if (confidences.Length != preferences.NonZeros)
            throw new ArgumentException($"{confidences.Length} confidences do not go with {preferences.NonZeros} entries.", nameof(confidences));
        var bad = Array.FindIndex(confidences, w => !(w >= 0f) || !float.IsFinite(w));
        if (bad >= 0)
            throw new ArgumentException($"Confidence {bad} is {confidences[bad]}: confidences are finite and 0 or more.", nameof(confidences));
        Preferences = preferences;
        this.confidences = confidences;
    }

    /// <summary>users × items.</summary>
    public CsrMatrix Preferences { get; }

    /// <summary>The confidences of row <paramref name="row"/>, in the order of its entries.</summary>
    public ReadOnlySpan<float> ConfidencesOf(int row) => confidences.AsSpan(Preferences.RowStarts[row], Preferences.CountOf(row));

    /// <summary>The same confidence for every value above 0, 1 for the other stored values.</summary>
    public static WeightedInteractions Uniform(CsrMatrix preferences, double confidence)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        return new WeightedInteractions(preferences, [.. preferences.Values.ToArray().Select(x => x > 0f ? (float)confidence : 1f)]);
    }

    /// <summary>Reconstructed preferences: <paramref name="confidence"/> where <paramref name="observed"/> has an entry, 1 in the cells that were filled in.</summary>
    /// <param name="preferences">users × items, a superset of the cells of <paramref name="observed"/> or any other set.</param>
    /// <param name="observed">users × items.</param>
    /// <param name="confidence">Confidence of an observed cell.</param>
    /// <exception cref="ArgumentException">The shapes differ, or the confidence is negative or not finite.</exception>
    public static WeightedInteractions Reconstructed(CsrMatrix preferences, CsrMatrix observed, double confidence)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.Rows != preferences.Rows || observed.Columns != preferences.Columns)
        {
            throw new ArgumentException(
                $"Observed cells of a {observed.Rows} × {observed.Columns} matrix do not go with preferences of {preferences.Rows} × {preferences.Columns}.",
                nameof(observed)
            );
        }

        var confidenceOf = new float[preferences.NonZeros];
        for (var r = 0; r < preferences.Rows; r++)
        {
            var seen = observed.ColumnsOf(r);
            var columns = preferences.ColumnsOf(r);
            for (var e = 0; e < columns.Length; e++)
                confidenceOf[preferences.RowStarts[r] + e] = seen.BinarySearch(columns[e]) >= 0 ? (float)confidence : 1f;
        }

        return new WeightedInteractions(preferences, confidenceOf);
    }

    /// <summary>The rows asked for, in that order, with their confidences.</summary>
    /// <param name="rows">Rows of users.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public WeightedInteractions SelectRows(ReadOnlySpan<int> rows) =>
        new(Preferences.SelectRows(rows), [.. Preferences.WithValues(confidences).SelectRows(rows).Values]);

    /// <summary>The same without the stored cells of some users, who stay as users without any.</summary>
    /// <param name="rows">Rows of users.</param>
    public WeightedInteractions Emptying(ReadOnlySpan<int> rows) =>
        rows.IsEmpty ? this : new(Preferences.Emptying(rows), [.. Preferences.WithValues(confidences).Emptying(rows).Values]);

    /// <summary>The same with the confidences of each user multiplied by what the user's clicks weigh.</summary>
    /// <param name="weights">One per user, 0 or more.</param>
    /// <exception cref="ArgumentException">Not as many weights as users, or one that is negative or not finite.</exception>
    public WeightedInteractions Weighted(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Preferences.Rows)
            throw new ArgumentException($"{weights.Length} weights do not go with {Preferences.Rows} users.", nameof(weights));
        var weighted = new float[confidences.Length];
        for (var u = 0; u < Preferences.Rows; u++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(
                ConfidencesOf(u),
                weights[u],
                weighted.AsSpan(Preferences.RowStarts[u], Preferences.CountOf(u))
            );
        return new WeightedInteractions(Preferences, weighted);
    }

    /// <summary>The mean of the stored preferences, each by its confidence; 0 where nothing is stored or all confidences are 0.</summary>
    public float MeanPreference()
    {
        var (sum, confidence) = (0.0, 0.0);
        for (var e = 0; e < confidences.Length; e++)
        {
            sum += (double)confidences[e] * Preferences.Values[e];
            confidence += confidences[e];
        }

        return confidence > 0.0 ? (float)(sum / confidence) : 0f;
    }

    /// <summary>The same cells and confidences with <paramref name="offset"/> added to every stored target.</summary>
    public WeightedInteractions ShiftedBy(float offset)
    {
        var shifted = Preferences.Values.ToArray();
        System.Numerics.Tensors.TensorPrimitives.Add(shifted, offset, shifted);
        return new WeightedInteractions(Preferences.WithValues(shifted), confidences);
    }

    /// <summary>Preferences and confidences with users and items exchanged.</summary>
    public WeightedInteractions Transpose()
    {
        // Equal structure, and so equal order after the exchange.
        var carrier = Preferences.WithValues(confidences);
        return new WeightedInteractions(Preferences.Transpose(), [.. carrier.Transpose().Values]);
    }
}
