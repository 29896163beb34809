using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Core.Tests.Factorization;

public class WarmFactorTrainerTests
{
    private static readonly CsrMatrix Ratings = SeparateTastes.Ratings();

    public static TheoryData<string> Trainers => ["pmf", "ials"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void GoingOn_ShouldComeToWhatOneTrainingOfAsManyIterationsComesTo_AndLeaveTheModelAsItWas(string trainer)
    {
        var whole = Create(trainer, iterations: 7).Train(Ratings, new SeededRandom(1));
        var begun = Create(trainer, iterations: 4).Train(Ratings, new SeededRandom(1));
        var before = begun.Items.Data.ToArray();

        var goneOn = Create(trainer, iterations: 4).GoOn(begun, Everybody(trainer, Ratings), 3, CancellationToken.None);

        goneOn.Items.Data.ToArray().ShouldBe(whole.Items.Data.ToArray());
        goneOn.Users.Data.ToArray().ShouldBe(whole.Users.Data.ToArray());
        goneOn.Offset.ShouldBe(whole.Offset);
        begun.Items.Data.ToArray().ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void GoingOn_ShouldBeRefused_WhereTheProblemHasOtherUsers(string trainer)
    {
        var model = Create(trainer, iterations: 1).Train(Ratings, new SeededRandom(1));
        var fewer = Everybody(trainer, Ratings.SelectRows([0, 1, 2]));

        Should
            .Throw<ArgumentException>(() => Create(trainer, iterations: 1).GoOn(model, fewer, 1, CancellationToken.None))
            .Message.ShouldContain("60 users and 40 items cannot go on with 3 × 40");
    }

    private static IWarmFactorTrainer Create(string trainer, int iterations) =>
        trainer == "pmf"
            ? new PmfTrainer(new PmfOptions { Rank = 6, Iterations = iterations })
            : new IalsTrainer(new IalsOptions { Rank = 6, Iterations = iterations });

    private static WeightedInteractions Everybody(string trainer, CsrMatrix ratings) =>
        WeightedInteractions.Uniform(ratings, Create(trainer, iterations: 0).Confidence);
}
