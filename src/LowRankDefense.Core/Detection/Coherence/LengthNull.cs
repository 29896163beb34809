namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>What scores are like among users of like length: a long profile has another mean and spread than a short one.</summary>
public sealed class LengthNull
{
    // Users of like length that a score is held against.
    private const int Neighbours = 300;
    private readonly int[] lengths;
    private readonly double[] scores;
    private readonly double[] squares;

    /// <summary>A null from the scores of users taken for genuine; those that are NaN are left out.</summary>
    /// <param name="scores">A score for each user.</param>
    /// <param name="lengths">Distinct items of each.</param>
    /// <exception cref="ArgumentException">Not as many scores as lengths, or none.</exception>
    public LengthNull(IReadOnlyList<double> scores, IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(lengths);
        if (scores.Count != lengths.Count)
            throw new ArgumentException($"{scores.Count} scores do not go with {lengths.Count} lengths.", nameof(lengths));
        int[] order = [.. Enumerable.Range(0, scores.Count).Where(u => !double.IsNaN(scores[u])).OrderBy(u => lengths[u]).ThenBy(u => u)];
        if (order.Length == 0)
            throw new ArgumentException("There is no score to hold others against.", nameof(scores));
        this.lengths = Array.ConvertAll(order, u => lengths[u]);
        // Running sums: mean and spread of any stretch in O(1).
        (this.scores, squares) = (new double[order.Length + 1], new double[order.Length + 1]);
        for (var i = 0; i < order.Length; i++)
        {
            var score = scores[order[i]];
            (this.scores[i + 1], squares[i + 1]) = (this.scores[i] + score, squares[i] + (score * score));
        }
    }

    /// <summary>The score in standard deviations of the 300 users nearest in length (all where they are fewer); NaN stays NaN.</summary>
    /// <param name="score">The score.</param>
    /// <param name="length">Distinct items of the user.</param>
    public double Deviations(double score, int length)
    {
        var width = Math.Min(Neighbours, lengths.Length);
        // In the middle of those of its own length.
        var middle = (PlaceOf(length) + PlaceOf(length + 1)) / 2;
        var start = Math.Clamp(middle - (width / 2), 0, lengths.Length - width);
        var mean = (scores[start + width] - scores[start]) / width;
        var variance = ((squares[start + width] - squares[start]) / width) - (mean * mean);
        return (score - mean) / Math.Sqrt(Math.Max(variance, 1e-12));
    }

    // How many are shorter.
    private int PlaceOf(int length)
    {
        var (low, high) = (0, lengths.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lengths[middle] < length)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
