using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Each fake clicks a few popular items, and then what a recommender recommends to it for these, one item after the other.</summary>
/// <remarks>
/// O'Mahony, Hurley &amp; Silvestre, "Recommender systems: attack types and strategies" (AAAI 2005): the system itself is asked what goes together. Here
/// an item-neighbour recommender answers, trained on the genuine profiles once for the campaign; an item is rated as others rate it.
/// </remarks>
public sealed class ProbeAttack : FillerAttack
{
    private const int Seeds = 3;

    // As many as a page shows: one of them is clicked, so that no two fakes are alike.
    private const int Shown = 10;

    /// <inheritdoc/>
    public override string Name => "probe";

    /// <inheritdoc/>
    public override string Description => "A few popular items, and what a recommender recommends for them, one after the other.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        var similarities = new ItemNeighbourTrainer(new ItemNeighbourOptions()).Train(statistics.Genuine, random).Similarities;
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            var (scores, clicked) = (new Dictionary<int, float>(), new HashSet<int>(options.Targets));
            for (var click = 0; ; click++)
            {
                var item = click < Seeds || scores.Count == 0 ? statistics.DrawByPopularity(random) : Recommended(scores, random);
                if (clicked.Add(item))
                    Click(item, similarities, clicked, scores);
                yield return new Filler(item, statistics.DrawValueOf(item, random));
            }
        }
    }

    private static int Recommended(Dictionary<int, float> scores, SeededRandom random)
    {
        int[] page = [.. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(Shown).Select(s => s.Key)];
        return page[random.NextInt(page.Length)];
    }

    // score_i = Σ_j s_ji over the items j that were clicked
    private static void Click(int item, CsrMatrix similarities, HashSet<int> clicked, Dictionary<int, float> scores)
    {
        scores.Remove(item);
        var neighbours = similarities.ColumnsOf(item);
        var values = similarities.ValuesOf(item);
        for (var n = 0; n < neighbours.Length; n++)
        {
            if (!clicked.Contains(neighbours[n]))
                scores[neighbours[n]] = scores.GetValueOrDefault(neighbours[n]) + values[n];
        }
    }
}
