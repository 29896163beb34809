using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Core.Tests.Factorization;

public class LowRankTransformationTests
{
    private static readonly FactorModel Model = FactorModel.Gaussian(60, 40, 5, 1, new SeededRandom(1)) with { Offset = 3f, Version = "v" };

    [Fact]
    public void Factors_ShouldStayAsTheyAre_WhenTheSpaceIsTheWholeSpaceOfItems()
    {
        var moved = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 40, new SeededRandom(1));

        moved.Items.ShouldBeClose(Model.Items, 1e-4);
        (moved.Offset, moved.Version).ShouldBe((3f, "v"));
    }

    [Fact]
    public void Transformation_ShouldDoNothingMore_TheSecondTime()
    {
        var once = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        var twice = LowRankTransformation.Apply(once, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        twice.Users.ShouldBeClose(once.Users, 1e-4);
        twice.Items.ShouldBeClose(once.Items, 1e-4);
    }

    [Fact]
    public void Factors_ShouldNotGrow()
    {
        var moved = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        moved.Users.Data.ToArray().Sum(v => v * v).ShouldBeLessThan(Model.Users.Data.ToArray().Sum(v => v * v));
    }

    [Fact]
    public void Matrix_ShouldBeRefused_WhenItIsNotThatOfTheModel() =>
        Should
            .Throw<ArgumentException>(() =>
                LowRankTransformation.Apply(FactorModel.Gaussian(3, 3, 2, 1, new SeededRandom(1)), SeparateTastes.Ratings(), 2, new SeededRandom(1))
            )
            .ParamName.ShouldBe("space");

    [Fact]
    public void Rank_ShouldBeRefused_AboveTheDimensions() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 41, new SeededRandom(1)));
}
