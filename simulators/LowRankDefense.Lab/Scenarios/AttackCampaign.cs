using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Fake profiles of a classical attack against a data set.</summary>
internal static class AttackCampaign
{
    /// <summary>How many fakes a share of the genuine users is: rounded, at least 1.</summary>
    /// <param name="share">Fakes per genuine user.</param>
    /// <param name="data">The data set attacked.</param>
    public static int CountOf(double share, IndexedDataSet data) => Math.Max(1, (int)Math.Round(share * data.Users.Count));

    /// <summary>The interactions of the fakes, whose ids are <c>fake-1</c>, <c>fake-2</c> …, one fake after the other, each in an order of its own.</summary>
    /// <param name="attack">A name that <see cref="AttackCatalog"/> knows.</param>
    /// <param name="data">The data set attacked; the attacker knows its training interactions.</param>
    /// <param name="options">How many fakes, with which targets.</param>
    /// <param name="random">Source of everything that is drawn.</param>
    /// <exception cref="ArgumentException">There is no such attack, or it cannot be made with these options on this data.</exception>
    public static IReadOnlyList<Rating> Fakes(string attack, IndexedDataSet data, AttackOptions options, SeededRandom random)
    {
        var fakes = FakesFile.FromMatrix(AttackCatalog.ByName(attack).Generate(data.Train, options, random), data.Items.Ids);
        return InOrdersOfTheirOwn(fakes, random);
    }

    /// <summary>The same interactions, those of each fake in an order that is drawn: a matrix has them by column, where unpopular targets tend to come last.</summary>
    /// <param name="fakes">Interactions of fakes.</param>
    /// <param name="random">Source of the orders.</param>
    public static IReadOnlyList<Rating> InOrdersOfTheirOwn(IReadOnlyList<Rating> fakes, SeededRandom random) =>
        [.. fakes.GroupBy(r => r.User, StringComparer.Ordinal).SelectMany(own => Shuffled([.. own], random))];

    private static Rating[] Shuffled(Rating[] ratings, SeededRandom random)
    {
        random.Shuffle<Rating>(ratings);
        return ratings;
    }
}
