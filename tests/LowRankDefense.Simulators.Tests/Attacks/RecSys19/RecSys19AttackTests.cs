using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class RecSys19AttackTests : LearnedAttackContract
{
    private static readonly CsrMatrix Genuine = SeparateTastes.Ratings();
    private static readonly int[] Targets = [5, 14];

    private static readonly RecSys19Options Options = new()
    {
        Steps = Steps,
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

    protected override CsrMatrix Clean => Genuine;

    protected override int[] Pushed => Targets;

    [Fact]
    public void EveryFake_ShouldRateTheTargetsAtTheTop_AndAsManyFillersAsItIsTold()
    {
        var learned = Attack(Genuine, Fakes, Targets, 1);

        (learned.Profiles.Rows, learned.Profiles.Columns, learned.History.Count).ShouldBe((Fakes, Genuine.Columns, Steps));
        for (var f = 0; f < Fakes; f++)
        {
            learned.Profiles.CountOf(f).ShouldBe(Targets.Length + Options.Fillers);
            foreach (var target in Targets)
                learned.Profiles.ValuesOf(f)[learned.Profiles.ColumnsOf(f).BinarySearch(target)].ShouldBe(5f);
        }
    }

    [Fact]
    public void ProfilesOfOtherData_AndSettingsOutOfRange_ShouldBeRefused()
    {
        var attack = new RecSys19Attack(Options);
        var profiles = attack.LearnProfiles(Genuine, 1);

        Should
            .Throw<ArgumentException>(() => attack.Learn(profiles, Genuine.WithColumns(50), Fakes, Targets, 1))
            .Message.ShouldContain("Profiles over 40 items are none of 50");
        Should.Throw<ArgumentException>(() => new RecSys19Attack(Options with { Steps = -1 })).Message.ShouldContain("Steps");
        Should
            .Throw<ArgumentException>(() => new RecSys19Attack(Options with { Gan = Options.Gan with { Width = 0 } }))
            .Message.ShouldContain("Width");
    }

    protected override LearnedFakes Attack(
        CsrMatrix genuine,
        int count,
        IReadOnlyList<int> targets,
        ulong seed,
        IProgress<AttackStep>? progress = null,
        CancellationToken cancel = default
    )
    {
        var attack = new RecSys19Attack(Options);
        return attack.Learn(attack.LearnProfiles(genuine, seed, progress: null, cancel), genuine, count, targets, seed, progress, cancel);
    }
}
