using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Fake profiles of several families, written against the profiles at hand: what a detector without labels learns from.</summary>
internal static class SimulatedFakes
{
    private const int Campaigns = 5;
    private const int MostTargets = 5;

    private static readonly IReadOnlyList<IAttack> Families = AttackCatalog.SelfTraining;

    /// <summary>Fakes × items: per family several campaigns with targets of their own, lengths as the genuine ones, half of them cut short.</summary>
    public static CsrMatrix Draw(CsrMatrix genuine, int perFamily, int minimumLength, SeededRandom random)
    {
        CsrMatrix? all = null;
        foreach (var family in Families)
        {
            for (var campaign = 0; campaign < Campaigns; campaign++)
            {
                var targets = random.Sample(genuine.Columns, Math.Min(genuine.Columns, 1 + random.NextInt(MostTargets)));
                var options = new AttackOptions
                {
                    Count = Math.Max(1, perFamily / Campaigns),
                    Targets = targets,
                    MatchLengths = true,
                };
                var fakes = family.Generate(genuine, options, random);
                all = all is null ? fakes : all.StackAbove(fakes);
            }
        }

        var cut = Prefixes.Cut(all!, minimumLength, random);
        return all!.StackAbove(cut);
    }
}
