using System.Globalization;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Users with latent tastes among items of power-law popularity: data of a known low-rank truth, free of any licence.</summary>
/// <remarks>
/// User u picks items without replacement with log-odds s · (p_u·q_i)/√rank − a · log(rank of i); the pick is exact by the Gumbel trick
/// (Kool, van Hoof &amp; Welling 2019). One row of scores exists at a time.
/// </remarks>
public sealed class SyntheticPopulation
{
    private const int FewestInteractions = 8;
    private const double LengthDeviation = 0.6;

    private SyntheticPopulation(IReadOnlyList<Rating> ratings, DenseMatrix users, DenseMatrix items) =>
        (Ratings, Users, Items) = (ratings, users, items);

    /// <summary>Interactions, user by user, each user's likeliest picks in random order.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>True tastes: users × rank.</summary>
    public DenseMatrix Users { get; }

    /// <summary>True traits: items × rank.</summary>
    public DenseMatrix Items { get; }

    /// <summary>Draws a population; one seed gives one population.</summary>
    public static SyntheticPopulation Draw(PopulationOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        var users = DenseMatrix.Gaussian(options.Users, options.Rank, 1.0, random);
        var items = DenseMatrix.Gaussian(options.Items, options.Rank, 1.0, random);
        var ratings = new List<Rating>(options.Users * options.MeanInteractions);
        var keys = new double[options.Items];
        var order = new int[options.Items];
        for (var user = 0; user < options.Users; user++)
        {
            for (var item = 0; item < options.Items; item++)
                (keys[item], order[item]) = (
                    -LogOdds(users.Row(user), items.Row(item), item, options) + Math.Log(-Math.Log(1.0 - random.NextDouble())),
                    item
                );
            Array.Sort(keys, order);
            var picks = order[..Math.Min(options.Items, Length(options, random))];
            random.Shuffle<int>(picks);
            foreach (var item in picks)
                ratings.Add(
                    new Rating(
                        $"user-{user.ToString("D6", CultureInfo.InvariantCulture)}",
                        $"item-{item.ToString("D6", CultureInfo.InvariantCulture)}",
                        1f,
                        null
                    )
                );
        }

        return new SyntheticPopulation(ratings, users, items);
    }

    private static double LogOdds(ReadOnlySpan<float> user, ReadOnlySpan<float> item, int rank, PopulationOptions options)
    {
        var taste = 0.0;
        for (var k = 0; k < user.Length; k++)
            taste += user[k] * item[k];
        return (options.TasteStrength * taste / Math.Sqrt(user.Length)) - (options.PopularityExponent * Math.Log(rank + 5));
    }

    // Log-normal with the mean wanted: exp(μ + σ²/2) = mean
    private static int Length(PopulationOptions options, SeededRandom random) =>
        Math.Max(
            FewestInteractions,
            (int)Math.Round(options.MeanInteractions * Math.Exp((LengthDeviation * random.NextGaussian()) - (LengthDeviation * LengthDeviation / 2)))
        );
}
