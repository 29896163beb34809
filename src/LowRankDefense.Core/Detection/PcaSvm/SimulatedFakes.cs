using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Fake profiles of several families, written against the profiles at hand: what a detector without labels learns from.</summary>
internal static class SimulatedFakes
{
    private const int Campaigns = 5;
    private const int MostTargets = 5;

    /// <summary>Fakes × items: per family several campaigns with targets of their own, lengths as the genuine ones, half of them cut short.</summary>
    public static CsrMatrix Draw(CsrMatrix genuine, PcaSvmOptions settings, SeededRandom random)
    {
        CsrMatrix? all = null;
        foreach (var family in AttackCatalog.SelfTraining(settings.LeftOut))
        {
            for (var campaign = 0; campaign < Campaigns; campaign++)
            {
                var targets = random.Sample(genuine.Columns, Math.Min(genuine.Columns, 1 + random.NextInt(MostTargets)));
                var options = new AttackOptions
                {
                    Count = Math.Max(1, settings.FakesPerFamily / Campaigns),
                    Targets = targets,
                    MatchLengths = true,
                };
                var fakes = family.Generate(genuine, options, random);
                all = all is null ? fakes : all.StackAbove(fakes);
            }
        }

        var cut = Prefixes.Cut(all!, settings.MinimumLength, random);
        return all!.StackAbove(cut);
    }
}
