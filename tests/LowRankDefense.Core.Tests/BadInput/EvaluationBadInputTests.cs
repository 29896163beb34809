using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Core.Evaluation.Significance;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.BadInput;

public class EvaluationBadInputTests
{
    private static readonly FactorModel Model = new(new DenseMatrix(2, 1, [1f, 1f]), new DenseMatrix(3, 1, [3f, 2f, 1f]));
    private static readonly CsrMatrix Nothing = CsrMatrix.FromEntries(2, 3, []);
    private static readonly CsrMatrix Test = CsrMatrix.FromEntries(2, 3, [(0, 1, 1f)]);
    private static readonly RecommendationTable Lists = TopN.Compute(Model, Nothing, 2);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Ranking_ShouldNameTheTarget_WhenItIsNotAnItem(int target)
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => RankingMetrics.PerUser(Lists, Test, 2, [0, target]))
            .Message.ShouldContain($"Target {target}");
        Should.Throw<ArgumentOutOfRangeException>(() => TargetRanks.Mean(Model, Nothing, [target], [0])).Message.ShouldContain($"Target {target}");
    }

    [Fact]
    public void Ranking_ShouldBeRefused_WhenThePlacesOrShapesAreImpossible()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.PerUser(Lists, Test, 0, [])).ParamName.ShouldBe("k");
        Should.Throw<ArgumentException>(() => RankingMetrics.PerUser(Lists, CsrMatrix.FromEntries(1, 3, []), 1, [])).ParamName.ShouldBe("test");
        Should.Throw<ArgumentException>(() => RankingMetrics.PerUser(Lists, Nothing, 1, [])).ParamName.ShouldBe("test");
        Should.Throw<ArgumentException>(() => new UserMetric("name", "definition", [])).Message.ShouldContain("name");
    }

    [Fact]
    public void Target_ShouldCountOnce_WhenItIsNamedTwice() =>
        RankingMetrics.PerUser(Lists, Test, 2, [0, 0, 2]).TargetRecall!.Mean.Value.ShouldBe(0.5);

    [Fact]
    public void Exposure_ShouldBeRefused_WhenThereIsNoSuchUserItemOrPlace()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.Exposure(Lists, 0, 1, [0, 2])).Message.ShouldContain("user 2");
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.Exposure(Lists, -1, 1, [0])).ParamName.ShouldBe("item");
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.Exposure(Lists, 0, 0, [0])).ParamName.ShouldBe("k");
        Should.Throw<ArgumentException>(() => RankingMetrics.Exposure(Lists, 0, 1, [])).ParamName.ShouldBe("users");
    }

    [Fact]
    public void TargetRank_ShouldBeRefused_WhenItDoesNotExist()
    {
        var broken = new FactorModel(new DenseMatrix(2, 1, [1f, float.NaN]), Model.Items);

        Should.Throw<ArgumentException>(() => TargetRanks.Mean(broken, Nothing, [0], [0, 1])).Message.ShouldContain("item 0 for user 1 is NaN");
        Should.Throw<ArgumentOutOfRangeException>(() => TargetRanks.Mean(Model, Nothing, [0], [2])).Message.ShouldContain("User 2");
        Should.Throw<ArgumentException>(() => TargetRanks.Mean(Model, CsrMatrix.FromEntries(1, 3, []), [0], [0])).ParamName.ShouldBe("seen");
        Should.Throw<ArgumentException>(() => TargetRanks.Mean(Model, Nothing, [], [0])).ParamName.ShouldBe("targets");
        Should.Throw<ArgumentException>(() => TargetRanks.Mean(Model, Nothing, [0], [])).ParamName.ShouldBe("targets");
    }

    [Fact]
    public void Detection_ShouldBeRefused_WhenScoresLabelsOrLengthsAreImpossible()
    {
        float[] scores = [1f, float.NaN];
        bool[] fake = [true, false];

        Should.Throw<ArgumentException>(() => SizeMatchedAuc.Compute(scores, fake, [1, 1])).Message.ShouldContain("user 1");
        Should.Throw<ArgumentException>(() => SizeMatchedAuc.Compute([1f, 2f], fake, [1, -1])).ParamName.ShouldBe("lengths");
        Should.Throw<ArgumentException>(() => SizeMatchedAuc.Compute([1f, 2f], [false, false], [1, 1])).ParamName.ShouldBe("fake");
        Should.Throw<ArgumentException>(() => DetectionMetrics.PrAuc(scores, fake)).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => DetectionMetrics.RocAuc([1f], fake)).ParamName.ShouldBe("fake");
        Should.Throw<ArgumentException>(() => DetectionMetrics.RocAuc([], [])).ParamName.ShouldBe("fake");
        Should.Throw<ArgumentException>(() => ConfusionCounts.Of([true], fake)).ParamName.ShouldBe("flagged");
        ConfusionCounts.Of([], []).Recall.ShouldBe(0.0);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Budget_ShouldBeRefused_WhenItIsNoShare(double budget) =>
        Should.Throw<ArgumentOutOfRangeException>(() => DetectionMetrics.RecallAtFpr([1f, 2f], [true, false], budget)).ParamName.ShouldBe("budget");

    [Theory]
    [InlineData(0.0, 10, "level")]
    [InlineData(1.0, 10, "level")]
    [InlineData(double.NaN, 10, "level")]
    [InlineData(0.95, 0, "resamples")]
    public void Interval_ShouldBeRefused_WhenLevelOrResamplesAreImpossible(double level, int resamples, string argument)
    {
        var random = new SeededRandom(1);

        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1.0], level, resamples, random)).ParamName.ShouldBe(argument);
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                LabelledBootstrap.Interval([1f, 2f], [true, false], DetectionMetrics.RocAuc, level, resamples, random)
            )
            .ParamName.ShouldBe(argument);
    }

    [Fact]
    public void Interval_ShouldBeRefused_WhenValuesAreNoneOrNotFinite()
    {
        var random = new SeededRandom(1);

        Should.Throw<ArgumentException>(() => Bootstrap.Interval([], 0.9, 10, random)).ParamName.ShouldBe("values");
        Should.Throw<ArgumentException>(() => Bootstrap.Interval([1.0, double.NaN], 0.9, 10, random)).Message.ShouldContain("Value 1");
        Should
            .Throw<ArgumentException>(() => LabelledBootstrap.Interval([1f], [true], DetectionMetrics.RocAuc, 0.9, 10, random))
            .Message.ShouldContain("both kinds");
    }

    [Fact]
    public void PairedTests_ShouldBeRefused_WhenPairsAreImpossible()
    {
        Should.Throw<ArgumentException>(() => StudentTest.Compute([1.0], [1.0])).Message.ShouldContain("2 or more");
        Should.Throw<ArgumentException>(() => WilcoxonTest.Compute([1.0], [1.0, 2.0])).Message.ShouldContain("paired");
        Should.Throw<ArgumentException>(() => McNemarTest.Compute([], [])).Message.ShouldContain("too few");
        Should.Throw<ArgumentException>(() => PermutationTest.Compute([double.NaN], [1.0], 9, new SeededRandom(1))).Message.ShouldContain("Pair 0");
        Should.Throw<ArgumentOutOfRangeException>(() => PermutationTest.Compute([1.0], [1.0], 0, new SeededRandom(1))).ParamName.ShouldBe("flips");
    }
}
