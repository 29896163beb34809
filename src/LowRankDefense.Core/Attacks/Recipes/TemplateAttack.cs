using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>All fakes are filled from one list, drawn by popularity once for the campaign; a part of the fillers of each is drawn anew, so that no two are alike.</summary>
/// <param name="noise">Share of the fillers that is not of the list; 0 to 1.</param>
public sealed class TemplateAttack(double noise = TemplateAttack.UsualNoise) : FillerAttack
{
    private const double UsualNoise = 0.2;

    // Draws meet few new items once the popular ones are on the list: it ends there.
    private const int DrawsPerItem = 20;
    private readonly double noise = noise is >= 0 and <= 1
        ? noise
        : throw new ArgumentOutOfRangeException(nameof(noise), noise, "The share that is drawn anew lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => "template";

    /// <inheritdoc/>
    public override string Description => "One list for all fakes, of which each leaves a part out.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        var list = new List<Filler>();
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            Lengthen(list, count, statistics, random);
            foreach (var filler in list.Take(count).ToArray())
            {
                if (random.NextDouble() >= noise)
                    yield return filler;
            }

            while (true)
                yield return new Filler(statistics.DrawByPopularity(random), statistics.DrawValue(random));
        }
    }

    private static void Lengthen(List<Filler> list, int length, GenuineStatistics statistics, SeededRandom random)
    {
        for (var draws = DrawsPerItem * (length - list.Count); list.Count < length && draws > 0; draws--)
        {
            var item = statistics.DrawByPopularity(random);
            if (!list.Exists(f => f.Item == item))
                list.Add(new Filler(item, statistics.DrawValue(random)));
        }
    }
}
