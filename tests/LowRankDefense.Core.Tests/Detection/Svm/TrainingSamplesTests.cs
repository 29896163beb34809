using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

public class TrainingSamplesTests
{
    private static readonly bool[] Positive = [.. Enumerable.Range(0, 203).Select(i => i % 7 == 0)];

    [Fact]
    public void DownSample_ShouldKeepTheRarerClassAndAsManyOfTheOther()
    {
        var rows = TrainingSamples.DownSample(Positive, new SeededRandom(3));

        rows.Count(i => Positive[i]).ShouldBe(Positive.Count(p => p));
        rows.Length.ShouldBe(2 * Positive.Count(p => p));
        rows.ShouldBeUnique();
        rows.ShouldBeInOrder();
    }

    [Fact]
    public void Rows_ShouldBeThoseOfTheClass()
    {
        TrainingSamples.RowsOf([true, false, true], label: true).ShouldBe([0, 2]);
        TrainingSamples.RowsOf([true, false, true], label: false).ShouldBe([1]);
    }

    [Fact]
    public void DownSample_ShouldKeepThePositives_WhenTheyAreTheMany()
    {
        bool[] mostly = [.. Positive.Select(p => !p)];

        var rows = TrainingSamples.DownSample(mostly, new SeededRandom(3));

        rows.Count(i => !mostly[i]).ShouldBe(29);
        rows.Count(i => mostly[i]).ShouldBe(29);
        rows.ShouldBeInOrder();
    }

    [Fact]
    public void Costs_ShouldWeighTheClassesAlike_WhereTheyAreBalanced()
    {
        bool[] positive = [true, false, false, false];
        var options = new SvmOptions
        {
            Cost = 2,
            PositiveWeight = 3,
            NegativeWeight = 0.5,
        };

        var (labels, costs) = TrainingSamples.LabelsAndCosts(positive, options);
        labels.ShouldBe([1, -1, -1, -1]);
        // C · weight · rows / (2 · rows of the class)
        costs[0].ShouldBe(2 * 3 * 4 / 2.0, 1e-12);
        costs[1].ShouldBe(2 * 0.5 * 4 / 6.0, 1e-12);
        TrainingSamples.LabelsAndCosts(positive, options with { Balanced = false }).Costs.ShouldBe([6, 1, 1, 1]);
    }

    [Fact]
    public void Check_ShouldNameWhatCannotBeLearntFrom()
    {
        var features = new DenseMatrix(2, 2);
        TrainingSamples.Check(features, [true, false]);

        Refused(() => TrainingSamples.Check(features, [true]), "1 labels do not go with 2 rows");
        Refused(() => TrainingSamples.Check(features, [true, true]), "Both classes");
        Refused(() => TrainingSamples.Check(features, [false, false]), "Both classes");
        Refused(() => TrainingSamples.Check(new DenseMatrix(2, 0), [true, false]), "no features");
        features[1, 0] = float.PositiveInfinity;
        Refused(() => TrainingSamples.Check(features, [true, false]), "Feature 0 of row 1 is ");
    }

    private static void Refused(Action check, string why) => Should.Throw<ArgumentException>(check).Message.ShouldContain(why);
}
