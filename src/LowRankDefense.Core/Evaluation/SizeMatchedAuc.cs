namespace LowRankDefense.Core.Evaluation;

/// <summary>ROC AUC with every fake user compared only to genuine users of like profile length, since length alone gives many fakes away.</summary>
public static class SizeMatchedAuc
{
    /// <summary>What the number means.</summary>
    public const string Definition =
        "Share of genuine users of like profile length (within 20 %, at least the 20 nearest) that are scored below a fake user, ties one half, mean over fakes.";

    private const double Likeness = 0.2;
    private const int LeastMatches = 20;

    /// <summary>The area, 0 .. 1.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether the user is fake.</param>
    /// <param name="lengths">Number of interactions of the user, 0 or more.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, a profile length is negative, or one of the classes is empty.</exception>
    public static double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake, ReadOnlySpan<int> lengths)
    {
        if (scores.Length != fake.Length || lengths.Length != fake.Length)
            throw new ArgumentException(
                $"{scores.Length} scores, {fake.Length} labels and {lengths.Length} lengths do not go together.",
                nameof(lengths)
            );
        Check(scores, lengths);
        var genuine = new List<(int Length, float Score)>();
        for (var u = 0; u < fake.Length; u++)
        {
            if (!fake[u])
                genuine.Add((lengths[u], scores[u]));
        }

        genuine.Sort();
        int[] sizes = [.. genuine.Select(g => g.Length)];
        var (sum, fakes) = (0.0, 0);
        for (var u = 0; u < fake.Length; u++)
        {
            if (!fake[u])
                continue;
            var (start, end) = Window(sizes, lengths[u]);
            var below = 0.0;
            for (var g = start; g < end; g++)
                below +=
                    genuine[g].Score < scores[u] ? 1.0
                    : genuine[g].Score == scores[u] ? 0.5
                    : 0.0;
            sum += below / (end - start);
            fakes++;
        }

        if (fakes == 0 || genuine.Count == 0)
            throw new ArgumentException($"{fakes} of {fake.Length} users are fake: both kinds are needed.", nameof(fake));
        return sum / fakes;
    }

    private static void Check(ReadOnlySpan<float> scores, ReadOnlySpan<int> lengths)
    {
        for (var u = 0; u < scores.Length; u++)
        {
            if (float.IsNaN(scores[u]))
                throw new ArgumentException($"The score of user {u} is NaN: it has no place in an order.", nameof(scores));
            ArgumentOutOfRangeException.ThrowIfNegative(lengths[u], nameof(lengths));
        }
    }

    private static (int Start, int End) Window(int[] sizes, int length)
    {
        if (sizes.Length == 0)
            return (0, 0);
        var start = LowerBound(sizes, length * (1.0 - Likeness));
        var end = LowerBound(sizes, Math.BitIncrement(length * (1.0 + Likeness)));
        while (end - start < Math.Min(LeastMatches, sizes.Length))
        {
            var takeLower = end == sizes.Length || (start > 0 && length - sizes[start - 1] <= sizes[end] - length);
            (start, end) = takeLower ? (start - 1, end) : (start, end + 1);
        }

        return (start, end);
    }

    private static int LowerBound(int[] sizes, double value)
    {
        var (low, high) = (0, sizes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sizes[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
