using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Factorization.Trimming;

public class TrimmedTrainingTests
{
    private const int Genuine = 900;
    private static readonly int[] Targets = [3, 163, 283];
    private static readonly CsrMatrix Clean = Communities.Draw(Genuine, 0, seed: 4).Profiles;
    private static readonly CsrMatrix Attacked = Clean.StackAbove(Communities.Pushers(27, Targets, seed: 5));

    public static TheoryData<string> Trainers => ["ials", "wrmf"];

    [Fact]
    public void LeastSupported_ShouldBeTheFakes_WithoutALabel()
    {
        var trimmed = Trimming(0.03).LeastSupported(Attacked, new SeededRandom(1));

        trimmed.Count(u => u >= Genuine).ShouldBeGreaterThan(24, "of 27");
        trimmed.Length.ShouldBe(27, "three of a hundred of 927");
        trimmed.ShouldBe(trimmed.Order());
    }

    [Fact]
    public void Nobody_ShouldBeTrimmed_WhoIsSupported_HoweverLargeTheShare()
    {
        var trimmed = Trimming(0.5).LeastSupported(Clean, new SeededRandom(1));

        var support = ClickSupport.Of(Clean, 64, new SeededRandom(1));
        trimmed.ShouldBe(Enumerable.Range(0, Genuine).Where(u => support[u] < 0));
        trimmed.Length.ShouldBeLessThan(Genuine / 4);
    }

    [Fact]
    public void Nobody_ShouldBeTrimmed_OfAShareOfNone_OrWhereNothingCanBeTold()
    {
        Trimming(0).LeastSupported(Attacked, new SeededRandom(1)).ShouldBeEmpty();
        Trimming(0.5).LeastSupported(Attacked.SelectRows([0, 1, 2]), new SeededRandom(1)).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => Trimming(0.6)).Message.ShouldContain("Share");
    }

    [Fact]
    public void Looking_ShouldEnd_WhenItIsToldTo() =>
        Should.Throw<OperationCanceledException>(() =>
            Trimming(0.02).LeastSupported(Attacked, new SeededRandom(1), new CancellationToken(canceled: true))
        );

    [Theory]
    [MemberData(nameof(Trainers))]
    public void WhoIsTrimmed_ShouldHaveNoInfluence_WhateverTheyClick(string trainer)
    {
        int[] trimmed = [5, 400, 910];
        var others = Attacked.Emptying(trimmed);

        var model = Train(trainer, Attacked, trimmed);

        var without = Train(trainer, others, trimmed);
        model.Items.Data.ToArray().ShouldBe(without.Items.Data.ToArray());
        foreach (var user in Enumerable.Range(0, Attacked.Rows).Except(trimmed))
            model.Users.Row(user).ToArray().ShouldBe(without.Users.Row(user).ToArray());
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void WhoIsTrimmed_ShouldBeRecommendedWhatFitsTheirClicksAllTheSame(string trainer)
    {
        // Community of user u: u mod 8, 40 items each.
        int[] trimmed = [.. Enumerable.Range(100, 16)];

        var lists = TopN.Compute(Train(trainer, Clean, trimmed), Clean, 10);

        trimmed.Average(u => lists.ItemsOf(u).ToArray().Count(i => i / 40 == u % 8)).ShouldBeGreaterThan(8);
    }

    [Fact]
    public void NobodyTrimmed_ShouldBeThePlainTraining()
    {
        var plain = Of("ials").Train(Clean, new SeededRandom(7));

        Train("ials", Clean, []).Items.Data.ToArray().ShouldBe(plain.Items.Data.ToArray());
    }

    private static FactorModel Train(string trainer, CsrMatrix interactions, int[] trimmed) =>
        TrimmedTraining.Train(
            Of(trainer),
            WeightedInteractions.Uniform(interactions, Of(trainer).Confidence),
            trimmed,
            new SeededRandom(7),
            progress: null,
            CancellationToken.None
        );

    private static IFactorTrainer Of(string trainer) =>
        trainer == "ials"
            ? new IalsTrainer(new IalsOptions { Rank = 16 })
            : new WrmfTrainer(
                new WrmfOptions
                {
                    Rank = 16,
                    Epochs = 60,
                    BatchSize = 128,
                }
            );

    private static TrimmedTraining Trimming(double share) => new(new TrimmingOptions { Share = share });
}
