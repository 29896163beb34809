using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>What trainers of classifiers ask of their samples, and how they choose among them.</summary>
internal static class TrainingSamples
{
    /// <summary>Refuses samples that nothing can be learnt from.</summary>
    /// <exception cref="ArgumentException">One class only, labels that do not fit the rows, or a value that is not finite; the message names the place.</exception>
    public static void Check(DenseMatrix features, ReadOnlySpan<bool> positive)
    {
        if (positive.Length != features.Rows)
            throw new ArgumentException($"{positive.Length} labels do not go with {features.Rows} rows.", nameof(positive));
        if (!positive.Contains(true) || !positive.Contains(false))
            throw new ArgumentException("Both classes must occur in the training data: one class cannot be told from nothing.", nameof(positive));
        if (features.Columns == 0)
            throw new ArgumentException("The rows have no features.", nameof(features));
        if (TensorPrimitives.IsFiniteAll<float>(features.Data))
            return;
        var at = features.Data.ToArray().AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        throw new ArgumentException(
            $"Feature {at % features.Columns} of row {at / features.Columns} is {features.Data[at]}: only finite values can be learnt from.",
            nameof(features)
        );
    }

    /// <summary>±1 and the price of a violation, per row.</summary>
    public static (double[] Labels, double[] Costs) LabelsAndCosts(ReadOnlySpan<bool> positive, SvmOptions options)
    {
        var positives = positive.Count(true);
        // Balanced: C_class = C · rows / (2 · rows of the class)
        var ofPositive = options.Cost * options.PositiveWeight * (options.Balanced ? positive.Length / (2.0 * positives) : 1.0);
        var ofNegative = options.Cost * options.NegativeWeight * (options.Balanced ? positive.Length / (2.0 * (positive.Length - positives)) : 1.0);
        var labels = new double[positive.Length];
        var costs = new double[positive.Length];
        for (var i = 0; i < labels.Length; i++)
            (labels[i], costs[i]) = positive[i] ? (1.0, ofPositive) : (-1.0, ofNegative);
        return (labels, costs);
    }

    /// <summary>The samples of one class, ascending.</summary>
    public static int[] RowsOf(ReadOnlySpan<bool> positive, bool label)
    {
        var rows = new List<int>();
        for (var i = 0; i < positive.Length; i++)
        {
            if (positive[i] == label)
                rows.Add(i);
        }

        return [.. rows];
    }

    /// <summary>All samples of the rarer class and as many of the other, drawn at random; ascending.</summary>
    public static int[] DownSample(ReadOnlySpan<bool> positive, SeededRandom random)
    {
        var (positives, negatives) = (RowsOf(positive, label: true), RowsOf(positive, label: false));
        var (rarer, other) = positives.Length <= negatives.Length ? (positives, negatives) : (negatives, positives);
        random.Shuffle<int>(other);
        int[] rows = [.. rarer, .. other.AsSpan(0, rarer.Length)];
        Array.Sort(rows);
        return rows;
    }
}
