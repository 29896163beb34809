using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using LowRankDefense.Simulators.Replay;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What the demo streams: a population, and an attack in its second half.</summary>
/// <param name="Ratings">All interactions, in the order of the stream.</param>
/// <param name="Genuine">Ids of the genuine users.</param>
/// <param name="Fakes">Ids of the fakes.</param>
/// <param name="Targets">Ids of the items the fakes push.</param>
internal sealed record DemoStream(
    IReadOnlyList<Rating> Ratings,
    IReadOnlySet<string> Genuine,
    IReadOnlySet<string> Fakes,
    IReadOnlySet<string> Targets
)
{
    /// <summary>Share of the stream before which no fake acts.</summary>
    public const double AttackFrom = 0.55;

    private const double AttackUntil = 0.9;
    private const double Session = 0.15;
    private const double FakeShare = 0.01;
    private const int TargetCount = 3;

    /// <summary>Draws a stream.</summary>
    /// <param name="data">Folder or file of a data set; null for a synthetic population.</param>
    /// <param name="attack">A name that <see cref="AttackCatalog"/> knows.</param>
    /// <param name="seed">Seed of population, targets, fakes and order.</param>
    public static DemoStream Draw(string? data, string attack, ulong seed)
    {
        var random = new SeededRandom(seed);
        var ratings = data is null ? SyntheticPopulation.Draw(new PopulationOptions(), random).Ratings : DataSet.Load(data).Whole().Train;
        var indexed = IndexedDataSet.Of(new DataSet("demo", ratings, []));
        // Targets from the unpopular half: what nobody would be shown.
        var unpopular = new GenuineStatistics(indexed.Train).ByPopularity[(indexed.Items.Count / 2)..];
        random.Shuffle<int>(unpopular);
        var targets = unpopular[..Math.Min(TargetCount, unpopular.Length)];
        var options = new AttackOptions { Count = AttackCampaign.CountOf(FakeShare, indexed), Targets = targets };
        var fakes = AttackCampaign.Fakes(attack, indexed, options, random);
        var genuine = InteractionStream.Arriving(ratings, Session, random);
        return new DemoStream(
            InteractionStream.Inject(genuine, InteractionStream.Arriving(fakes, Session, random), AttackFrom, AttackUntil),
            ratings.Select(r => r.User).ToHashSet(StringComparer.Ordinal),
            fakes.Select(r => r.User).ToHashSet(StringComparer.Ordinal),
            targets.Select(t => indexed.Items[t]).ToHashSet(StringComparer.Ordinal)
        );
    }
}
