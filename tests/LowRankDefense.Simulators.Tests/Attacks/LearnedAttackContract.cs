using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Simulators.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks;

/// <summary>What every learned attack owes, whatever it learns: clean data, targets, a budget and a seed become that many fakes.</summary>
public abstract class LearnedAttackContract
{
    protected const int Fakes = 12;

    // Of each attack: small, and of the same number of steps.
    protected const int Steps = 3;

    /// <summary>Genuine users × items.</summary>
    protected abstract CsrMatrix Clean { get; }

    /// <summary>Columns of the targets.</summary>
    protected abstract int[] Pushed { get; }

    /// <summary>Learns fakes in <see cref="Steps"/> steps.</summary>
    protected abstract LearnedFakes Attack(
        CsrMatrix genuine,
        int count,
        IReadOnlyList<int> targets,
        ulong seed,
        IProgress<AttackStep>? progress = null,
        CancellationToken cancel = default
    );

    [Fact]
    public void Fakes_ShouldBeAsManyAsAskedFor_OverTheItems_WithValuesThatUsersGive()
    {
        var fakes = Attack(Clean, Fakes, Pushed, 1).Profiles;

        (fakes.Rows, fakes.Columns).ShouldBe((Fakes, Clean.Columns));
        for (var f = 0; f < Fakes; f++)
            fakes.CountOf(f).ShouldBeGreaterThan(0);
        fakes.Values.ToArray().Distinct().ShouldBeSubsetOf([.. Clean.Values.ToArray().Distinct()]);
    }

    [Fact]
    public void SameSeed_ShouldGiveTheSameFakes_WhateverTheCores_AndAnotherSeedOthers()
    {
        var first = Attack(Clean, Fakes, Pushed, 1);

        using (Cores.Limit(1))
            Cells(Attack(Clean, Fakes, Pushed, 1)).ShouldBe(Cells(first));
        Attack(Clean, Fakes, Pushed, 2).History.ShouldNotBe(first.History);
    }

    [Fact]
    public void EveryStep_ShouldBeTold_AsItStandsInTheHistory()
    {
        var told = new List<AttackStep>();

        var learned = Attack(Clean, Fakes, Pushed, 1, new Recorder<AttackStep>(told.Add));

        told.ShouldBe(learned.History);
        told.Select(s => (s.Epoch, s.Epochs)).ShouldBe(Enumerable.Range(1, Steps).Select(s => (s, Steps)));
        told.ShouldAllBe(s => double.IsFinite(s.Loss) && s.TargetHitRate >= 0 && s.TargetHitRate <= 1 && s.Clicks > 0);
    }

    [Fact]
    public void Attack_ShouldStop_WhereItIsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var stopping = new Recorder<AttackStep>(_ =>
        {
            steps++;
            stop.Cancel();
        });

        Should.Throw<OperationCanceledException>(() => Attack(Clean, Fakes, Pushed, 1, stopping, stop.Token));

        steps.ShouldBe(1);
    }

    [Fact]
    public void WhatCannotBeAttacked_ShouldBeRefused()
    {
        Should.Throw<ArgumentException>(() => Attack(Clean, Fakes, [], 1)).Message.ShouldContain("at least one");
        Should.Throw<ArgumentException>(() => Attack(Clean, Fakes, [Clean.Columns], 1)).Message.ShouldContain("Targets");
        Should.Throw<ArgumentException>(() => Attack(Clean, Fakes, [-1], 1)).Message.ShouldContain("Targets");
        Should.Throw<ArgumentOutOfRangeException>(() => Attack(Clean, 0, Pushed, 1));
    }

    /// <summary>Columns, then values.</summary>
    protected static float[] Cells(LearnedFakes learned) =>
        [.. learned.Profiles.ColumnIndices.ToArray().Select(c => (float)c), .. learned.Profiles.Values];
}
