namespace LowRankDefense.Core.Evaluation;

/// <summary>How verdicts and truth fall together.</summary>
/// <param name="TruePositives">Fake users flagged.</param>
/// <param name="FalsePositives">Genuine users flagged.</param>
/// <param name="TrueNegatives">Genuine users not flagged.</param>
/// <param name="FalseNegatives">Fake users not flagged.</param>
public readonly record struct ConfusionCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>Fake users.</summary>
    public int Fakes => TruePositives + FalseNegatives;

    /// <summary>Genuine users.</summary>
    public int Genuine => FalsePositives + TrueNegatives;

    /// <summary>Fake users flagged / fake users; 0 where there are none.</summary>
    public double Recall => Share(TruePositives, Fakes);

    /// <summary>Genuine users flagged / genuine users; 0 where there are none.</summary>
    public double FalsePositiveRate => Share(FalsePositives, Genuine);

    /// <summary>Fake users flagged / users flagged; 0 where nobody is.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall; 0 where there is neither.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Counts over users.</summary>
    /// <exception cref="ArgumentException">There are not as many verdicts as labels.</exception>
    public static ConfusionCounts Of(ReadOnlySpan<bool> flagged, ReadOnlySpan<bool> fake)
    {
        if (flagged.Length != fake.Length)
            throw new ArgumentException($"{flagged.Length} verdicts do not go with {fake.Length} labels.", nameof(flagged));
        var counts = default(ConfusionCounts);
        for (var u = 0; u < fake.Length; u++)
        {
            counts = (flagged[u], fake[u]) switch
            {
                (true, true) => counts with { TruePositives = counts.TruePositives + 1 },
                (true, false) => counts with { FalsePositives = counts.FalsePositives + 1 },
                (false, false) => counts with { TrueNegatives = counts.TrueNegatives + 1 },
                (false, true) => counts with { FalseNegatives = counts.FalseNegatives + 1 },
            };
        }

        return counts;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0.0 : (double)part / whole;
}
