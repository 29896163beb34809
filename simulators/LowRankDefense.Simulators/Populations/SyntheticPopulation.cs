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

    private readonly PopulationOptions options;
    private readonly int[] becomes;
    private readonly List<Rating> ratings = [];
    private readonly double[] keys;
    private readonly int[] order;

    private SyntheticPopulation(PopulationOptions options, SeededRandom random)
    {
        this.options = options;
        Users = DenseMatrix.Gaussian(options.Users, options.Rank, 1.0, random);
        Items = DenseMatrix.Gaussian(options.Items, options.Rank, 1.0, random);
        becomes = options.Drift > 0 ? random.Sample(options.Items, options.Items) : [.. Enumerable.Range(0, options.Items)];
        (keys, order) = (new double[options.Items], new int[options.Items]);
    }

    /// <summary>Interactions, user by user, each user's likeliest picks in random order.</summary>
    public IReadOnlyList<Rating> Ratings => ratings;

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
        var population = new SyntheticPopulation(options, random);
        for (var user = 0; user < options.Users; user++)
        {
            var ranked = population.Ranked(user, user, random);
            var picks = ranked[..Math.Min(options.Items, Length(options, random))];
            random.Shuffle(picks);
            foreach (var item in picks)
                population.ratings.Add(new Rating(UserId(user), ItemId(item), 1f, null));
        }

        return population;
    }

    /// <summary>All items in the order in which a user would pick them, drawn anew.</summary>
    /// <param name="user">Row of <see cref="Users"/>.</param>
    /// <param name="place">When: as many users as have come by then, which says how far popularities have drifted.</param>
    /// <param name="random">Source of the draw.</param>
    /// <returns>Rows of <see cref="Items"/>, until the next call.</returns>
    internal Span<int> Ranked(int user, double place, SeededRandom random)
    {
        var drifted = options.Drift * place / options.Users;
        for (var item = 0; item < options.Items; item++)
            (keys[item], order[item]) = (
                (options.PopularityExponent * LogRank(item, becomes[item], drifted))
                    - Taste(Users.Row(user), Items.Row(item), options)
                    + Math.Log(-Math.Log(1.0 - random.NextDouble())),
                item
            );
        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The id of a user, by the order of arrival.</summary>
    internal static string UserId(int user) => $"user-{user.ToString("D6", CultureInfo.InvariantCulture)}";

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
