using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class RecSys19AttackTests
{
    private const int Fakes = 8;
    private static readonly CsrMatrix Genuine = SeparateTastes.Ratings();
    private static readonly int[] Targets = [5, 14];

    private static readonly RecSys19Options Options = new()
    {
        Steps = 3,
        Fillers = 6,
        Shown = 5,
        Pmf = new PmfOptions { Rank = 4 },
        Gan = new GanOptions
        {
            // Enough to draw what differs: what has learnt nothing draws the same for everybody.
            Epochs = 40,
            BatchSize = 16,
            NoiseLength = 8,
            Width = 1.0 / 16,
            LearningRate = 2e-3,
        },
    };

    [Fact]
    public void EveryFake_ShouldRateTheTargetsAtTheTop_AndAsManyFillersAsItIsTold()
    {
        var learned = Learn(seed: 1);

        (learned.Profiles.Rows, learned.Profiles.Columns, learned.History.Count).ShouldBe((Fakes, Genuine.Columns, 3));
        for (var f = 0; f < Fakes; f++)
        {
            learned.Profiles.CountOf(f).ShouldBe(Targets.Length + Options.Fillers);
            foreach (var target in Targets)
                learned.Profiles.ValuesOf(f)[learned.Profiles.ColumnsOf(f).BinarySearch(target)].ShouldBe(5f);
        }
    }

    [Fact]
    public void SameSeed_ShouldGiveTheSameFakes_AndAnotherSeedOthers()
    {
        Cells(Learn(seed: 1)).ShouldBe(Cells(Learn(seed: 1)));
        Cells(Learn(seed: 2)).ShouldNotBe(Cells(Learn(seed: 1)));
    }

    [Fact]
    public void WhatCannotBeAttacked_ShouldBeRefused()
    {
        var attack = new RecSys19Attack(Options);
        var profiles = attack.LearnProfiles(Genuine, 1);

        Should.Throw<ArgumentException>(() => attack.Learn(profiles, Genuine, Fakes, [], 1)).Message.ShouldContain("at least one");
        Should.Throw<ArgumentException>(() => attack.Learn(profiles, Genuine, Fakes, [Genuine.Columns], 1)).Message.ShouldContain("Targets");
        Should.Throw<ArgumentOutOfRangeException>(() => attack.Learn(profiles, Genuine, 0, Targets, 1));
        Should
            .Throw<ArgumentException>(() => attack.Learn(profiles, Genuine.WithColumns(50), Fakes, Targets, 1))
            .Message.ShouldContain("Profiles over 40 items are none of 50");
        Should.Throw<ArgumentException>(() => new RecSys19Attack(Options with { Steps = -1 })).Message.ShouldContain("Steps");
        Should
            .Throw<ArgumentException>(() => new RecSys19Attack(Options with { Gan = Options.Gan with { Width = 0 } }))
            .Message.ShouldContain("Width");
    }

    private static LearnedFakes Learn(ulong seed)
    {
        var attack = new RecSys19Attack(Options);
        return attack.Learn(attack.LearnProfiles(Genuine, seed), Genuine, Fakes, Targets, seed);
    }

    private static float[] Cells(LearnedFakes learned) =>
        [.. learned.Profiles.ColumnIndices.ToArray().Select(c => (float)c), .. learned.Profiles.Values];
}
