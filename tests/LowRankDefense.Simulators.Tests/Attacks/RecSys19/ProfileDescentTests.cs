using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class ProfileDescentTests
{
    private const int Fakes = 10;
    private static readonly CsrMatrix Ratings = SeparateTastes.Ratings();
    private static readonly int[] Targets = [5, 14];

    private static readonly RecSys19Options Options = new()
    {
        Steps = 12,
        Fillers = 10,
        Shown = 5,
        Pmf = new PmfOptions { Rank = 6, Regularization = 1 },
        Ials = new IalsOptions { Rank = 6, Regularization = 1 },
    };

    [Theory]
    [InlineData(PushIntent.Hits, SurrogateKind.Pmf, 0.12)]
    [InlineData(PushIntent.Mean, SurrogateKind.Pmf, 0.12)]
    [InlineData(PushIntent.Gap, SurrogateKind.Pmf, 0.12)]
    [InlineData(PushIntent.Hits, SurrogateKind.Wrmf, 0.009)]
    [InlineData(PushIntent.Mean, SurrogateKind.Wrmf, 0.01)]
    [InlineData(PushIntent.Gap, SurrogateKind.Wrmf, 0.006)]
    public void Steps_ShouldBringTheSurrogateNearerToTheIntent_AndTheFakesShouldBeThoseOfTheNearest(
        PushIntent intent,
        SurrogateKind surrogate,
        double gain
    )
    {
        var tried = new List<AttackStep>();
        var options = Options with { Intent = intent, Surrogate = surrogate };

        var learned = Descend(options, new Recorder<AttackStep>(tried.Add));

        var losses = learned.History.Select(s => s.Loss).ToList();
        tried.ShouldBe(learned.History);
        learned.History.Select(s => s.Epoch).ShouldBe(Enumerable.Range(1, 12));
        losses.Min().ShouldBeLessThan(losses[0] - gain);
        var steps = losses.IndexOf(losses.Min()) + 1;
        Same(learned, Descend(options with { Steps = steps })).ShouldBeTrue("later steps did not come nearer");
        if (steps > 1)
            Same(learned, Descend(options with { Steps = steps - 1 })).ShouldBeFalse();
    }

    [Fact]
    public void SameSeed_ShouldGiveTheSameFakes_WhateverTheCores()
    {
        var first = Descend(Options);

        using (Cores.Limit(1))
            Descend(Options).History.ShouldBe(first.History);
    }

    [Fact]
    public void Fakes_ShouldBeTheProfilesAsTheyAreDrawn_WhereThereAreNoSteps()
    {
        var learned = Descend(Options with { Steps = 0 });

        learned.History.ShouldBeEmpty();
        var drawn = new ProfileReader(Ratings, Targets, Options.Fillers).Read(Profiles());
        learned.Profiles.ColumnIndices.ToArray().ShouldBe(drawn.ColumnIndices.ToArray());
        learned.Profiles.Values.ToArray().ShouldBe(drawn.Values.ToArray());
    }

    [Fact]
    public void Surrogate_ShouldBeThatOfValues_WhereUsersGiveSeveral_AndThatOfClicksElsewhere()
    {
        Loss(Ratings, SurrogateKind.Auto).ShouldBe(Loss(Ratings, SurrogateKind.Pmf));
        Loss(SeparateTastes.Implicit(), SurrogateKind.Auto).ShouldBe(Loss(SeparateTastes.Implicit(), SurrogateKind.Wrmf));
        Loss(Ratings, SurrogateKind.Wrmf).ShouldNotBe(Loss(Ratings, SurrogateKind.Pmf));

        static double Loss(CsrMatrix genuine, SurrogateKind surrogate) =>
            new ProfileDescent(genuine, Targets, Options with { Steps = 1, Surrogate = surrogate })
                .Descend(Profiles(), new SeededRandom(1), null, CancellationToken.None)
                .History[0]
                .Loss;
    }

    private static bool Same(LearnedFakes a, LearnedFakes b) =>
        a.Profiles.ColumnIndices.SequenceEqual(b.Profiles.ColumnIndices) && a.Profiles.Values.SequenceEqual(b.Profiles.Values);

    private static LearnedFakes Descend(RecSys19Options options, IProgress<AttackStep>? progress = null) =>
        new ProfileDescent(Ratings, Targets, options).Descend(Profiles(), new SeededRandom(1), progress, CancellationToken.None);

    // What a network might draw: a value for everything, most of them low
    private static DenseMatrix Profiles()
    {
        var profiles = DenseMatrix.Gaussian(Fakes, 40, 1.5, new SeededRandom(3));
        foreach (ref var z in profiles.Data)
            z = Math.Clamp(z + 1.5f, 0f, 5f);
        return profiles;
    }
}
