using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>What a user is like, apart from taste: because nothing says <em>what</em> somebody likes, a theme or a new film that all its fans click is no evidence.</summary>
/// <param name="Coherence">How far the clicks follow from one another, in standard deviations among users of like length.</param>
/// <param name="Popularity">Mean logarithm of the popularity of the clicks, likewise.</param>
/// <param name="Length">Logarithm of the number of clicks, in standard deviations among all users.</param>
public readonly record struct Traits(double Coherence, double Popularity, double Length)
{
    // What is beyond is beyond: one user is not to outweigh a crowd.
    private const double Farthest = 4;
    private const double Longest = 2;

    /// <summary>The traits of everybody.</summary>
    /// <param name="profiles">Users × items, in order of arrival.</param>
    /// <param name="usual">Rows of the users who tell what is usual, one or more.</param>
    /// <param name="coherence">Coherence of a user, see <see cref="CoherenceModel"/>.</param>
    /// <exception cref="ArgumentException">Nobody tells what is usual.</exception>
    public static Traits[] Of(CsrMatrix profiles, int[] usual, Func<int, double> coherence)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(usual);
        ArgumentNullException.ThrowIfNull(coherence);
        int[] lengths = [.. Enumerable.Range(0, profiles.Rows).Select(profiles.CountOf)];
        var popularity = MeanLogPopularity(profiles);
        var usualPopularity = new LengthNull(Array.ConvertAll(usual, u => popularity[u]), Array.ConvertAll(usual, u => lengths[u]));
        var logs = Array.ConvertAll(lengths, l => Math.Log(l + 1));
        var (mean, deviation) = MeanAndDeviation(Array.ConvertAll(usual, u => logs[u]));
        var traits = new Traits[profiles.Rows];
        for (var u = 0; u < traits.Length; u++)
        {
            var unpopular = lengths[u] == 0 ? 0 : usualPopularity.Deviations(popularity[u], lengths[u]);
            traits[u] = new Traits(
                Math.Clamp(coherence(u), -Farthest, Farthest),
                Math.Clamp(unpopular, -Farthest, Farthest),
                Math.Clamp((logs[u] - mean) / deviation, -Longest, Longest)
            );
        }

        return traits;
    }

    // By the clicks of everybody: what has become popular since is popular.
    private static double[] MeanLogPopularity(CsrMatrix profiles)
    {
        var clicks = new int[profiles.Columns];
        foreach (var item in profiles.ColumnIndices)
            clicks[item]++;

        var means = new double[profiles.Rows];
        for (var u = 0; u < means.Length; u++)
        {
            var sum = 0.0;
            foreach (var item in profiles.ColumnsOf(u))
                sum += Math.Log(clicks[item] + 0.5);
            means[u] = sum / Math.Max(1, profiles.CountOf(u));
        }

        return means;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            (sum, squares) = (sum + value, squares + (value * value));
        var mean = sum / values.Length;
        return (mean, Math.Sqrt(Math.Max((squares / values.Length) - (mean * mean), 1e-12)));
    }
}
