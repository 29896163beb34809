using System.Globalization;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Users with latent tastes among items of power-law popularity: data of a known low-rank truth, free of any licence.</summary>
/// <remarks>
/// User u picks items without replacement with log-odds s · (p_u·q_i)/√rank − a · log(i + 5), i from 0: tastes against the popularity of
/// Zipf and Mandelbrot, which drifts to that of another item, drawn for each, evenly from the first user to the last. The pick is exact by the Gumbel trick (Kool, van Hoof &amp; Welling 2019). One row of scores exists at a time.
/// </remarks>
public sealed class SyntheticPopulation
{
    // The items before a verdict (Verdicts:MinimumEvents): nobody is too short to be judged.
    private const int FewestInteractions = 8;

    // Standard deviation of the logarithm of profile lengths: 0.63 in Gowalla as the paper uses it.
    private const double LengthDeviation = 0.6;

    // Mandelbrot's shift of the rank: the few most popular items are about as popular, not each twice as popular as the next.
    private const int RankShift = 5;

    private SyntheticPopulation(IReadOnlyList<Rating> ratings, DenseMatrix users, DenseMatrix items) =>
        (Ratings, Users, Items) = (ratings, users, items);

    /// <summary>Interactions, user by user, each user's likeliest picks in random order.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>True tastes: users × rank.</summary>
    public DenseMatrix Users { get; }

    /// <summary>True traits: items × rank.</summary>
    public DenseMatrix Items { get; }

    /// <summary>Draws a population; one seed gives one population.</summary>
    /// <param name="options">Its size and shape.</param>
    /// <param name="random">Source of all draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public static SyntheticPopulation Draw(PopulationOptions options, SeededRandom random)
    {
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var users = DenseMatrix.Gaussian(options.Users, options.Rank, 1.0, random);
        var items = DenseMatrix.Gaussian(options.Items, options.Rank, 1.0, random);
        var becomes = options.Drift > 0 ? random.Sample(options.Items, options.Items) : [.. Enumerable.Range(0, options.Items)];
        var ratings = new List<Rating>();
        var keys = new double[options.Items];
        var order = new int[options.Items];
        for (var user = 0; user < options.Users; user++)
        {
            var drifted = options.Drift * user / options.Users;
            for (var item = 0; item < options.Items; item++)
                (keys[item], order[item]) = (
                    (options.PopularityExponent * LogRank(item, becomes[item], drifted))
                        - Taste(users.Row(user), items.Row(item), options)
                        + Math.Log(-Math.Log(1.0 - random.NextDouble())),
                    item
                );
            Array.Sort(keys, order);
            var picks = order[..Math.Min(options.Items, Length(options, random))];
            random.Shuffle<int>(picks);
            foreach (var item in picks)
                ratings.Add(new Rating($"user-{user.ToString("D6", CultureInfo.InvariantCulture)}", ItemId(item), 1f, null));
        }

        return new SyntheticPopulation(ratings, users, items);
    }

    /// <summary>The id of an item, by its rank at the beginning.</summary>
    internal static string ItemId(int item) => $"item-{item.ToString("D6", CultureInfo.InvariantCulture)}";

    private static double Taste(ReadOnlySpan<float> user, ReadOnlySpan<float> item, PopulationOptions options)
    {
        var taste = 0.0;
        for (var k = 0; k < user.Length; k++)
            taste += user[k] * item[k];
        return options.TasteStrength * taste / Math.Sqrt(user.Length);
    }

    private static double LogRank(int rank, int becomes, double drifted) =>
        ((1 - drifted) * Math.Log(rank + RankShift)) + (drifted * Math.Log(becomes + RankShift));

    // Log-normal with the mean wanted: exp(μ + σ²/2) = mean
    private static int Length(PopulationOptions options, SeededRandom random) =>
        Math.Max(
            FewestInteractions,
            (int)Math.Round(options.MeanInteractions * Math.Exp((LengthDeviation * random.NextGaussian()) - (LengthDeviation * LengthDeviation / 2)))
        );
}
