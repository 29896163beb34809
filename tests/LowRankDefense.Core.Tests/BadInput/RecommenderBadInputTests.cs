using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Factorization.Popularity;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.BadInput;

public class RecommenderBadInputTests
{
    public static TheoryData<string, Action> OutOfRange =>
        new()
        {
            { "WrmfOptions.Rank is 0", () => _ = new WrmfTrainer(new WrmfOptions { Rank = 0 }) },
            { "WrmfOptions.Epochs is -1", () => _ = new WrmfTrainer(new WrmfOptions { Epochs = -1 }) },
            { "WrmfOptions.BatchSize is 0", () => _ = new WrmfTrainer(new WrmfOptions { BatchSize = 0 }) },
            { "WrmfOptions.Confidence is NaN", () => _ = new WrmfTrainer(new WrmfOptions { Confidence = double.NaN }) },
            { "AdamOptions.LearningRate is -1", () => _ = new WrmfTrainer(new WrmfOptions { Adam = new AdamOptions { LearningRate = -1 } }) },
            { "IalsOptions.Rank is 5000", () => _ = new IalsTrainer(new IalsOptions { Rank = 5000 }) },
            { "IalsOptions.Regularization is -1", () => _ = new IalsTrainer(new IalsOptions { Regularization = -1 }) },
            { "IalsOptions.Regularization is 0", () => _ = new IalsTrainer(new IalsOptions { Regularization = 0 }) },
            { "IalsOptions.InitialDeviation is Infinity", () => _ = new IalsTrainer(new IalsOptions { InitialDeviation = double.PositiveInfinity }) },
            { "PmfOptions.Regularization is NaN", () => _ = new PmfTrainer(new PmfOptions { Regularization = double.NaN }) },
            { "ItemNeighbourOptions.Neighbours is 0", () => _ = new ItemNeighbourTrainer(new ItemNeighbourOptions { Neighbours = 0 }) },
            { "Options.Patch is 0", () => Reconstruct(new LocalReconstructionOptions { Patch = 0 }) },
            { "Options.Rank is -1", () => Reconstruct(new LocalReconstructionOptions { Rank = -1 }) },
            { "Options.Density is 1.4", () => Reconstruct(new LocalReconstructionOptions { Density = 1.4 }) },
            { "Options.Density is NaN", () => Reconstruct(new LocalReconstructionOptions { Density = double.NaN }) },
            { "Options.Patch is -5", () => SlabProjector.ComputeAll(Empty(3, 3), new() { Patch = -5 }, new SeededRandom(1)) },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Options_ShouldBeRefusedByName_WhenTheyAreOutOfRange(string named, Action use) =>
        Should.Throw<ArgumentOutOfRangeException>(use).Message.ShouldContain(named);

    [Fact]
    public void Options_ShouldBeRefused_WhenThereAreNone()
    {
        Should.Throw<ArgumentNullException>(() => new WrmfTrainer(null!)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentNullException>(() => new IalsTrainer(null!)).ParamName.ShouldBe("options");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f)]
    public void Confidences_ShouldBeRefused_WhenOneIsNotFiniteOrNegative(float confidence)
    {
        var preferences = CsrMatrix.FromEntries(1, 2, [(0, 0, 1f), (0, 1, 1f)]);

        Should.Throw<ArgumentException>(() => new WeightedInteractions(preferences, [1f, confidence])).Message.ShouldContain("Confidence 1");
        Should.Throw<ArgumentException>(() => WeightedInteractions.Uniform(preferences, confidence)).Message.ShouldContain("Confidence 0");
        Should.Throw<ArgumentException>(() => new WeightedInteractions(preferences, [1f])).ParamName.ShouldBe("confidences");
        Should.Throw<ArgumentException>(() => WeightedInteractions.Reconstructed(preferences, Empty(2, 2), 1)).ParamName.ShouldBe("observed");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    public void Everything_ShouldBeEmptyOrFinite_WhenThereIsNothingToLearnFrom(int users, int items)
    {
        var nothing = Empty(users, items);
        IFactorTrainer[] trainers =
        [
            new PopularityTrainer(),
            new IalsTrainer(new IalsOptions { Rank = 8 }),
            new PmfTrainer(new PmfOptions { Rank = 8 }),
            new WrmfTrainer(new WrmfOptions { Rank = 8, Epochs = 2 }),
        ];
        foreach (var trainer in trainers)
        {
            var model = trainer.Train(nothing, new SeededRandom(1));
            var lists = TopN.Compute(model, nothing, 2);

            (model.Users.Rows, model.Items.Rows, lists.Users).ShouldBe((users, items, users));
            model.Users.Data.ToArray().Concat(model.Items.Data.ToArray()).ShouldAllBe(x => float.IsFinite(x));
            for (var u = 0; u < users; u++)
                lists.ItemsOf(u).Length.ShouldBe(Math.Min(2, items));
        }

        foreach (var shape in Enum.GetValues<PatchShape>())
            Reconstruct(
                new LocalReconstructionOptions
                {
                    Shape = shape,
                    Patch = 2,
                    Rank = 1,
                },
                nothing
            )
                .NonZeros.ShouldBe(0);
    }

    [Theory]
    [InlineData(PatchShape.Square)]
    [InlineData(PatchShape.Slab)]
    public void Reconstruction_ShouldBeTheIdentity_WhenTheRankExceedsThePatch(PatchShape shape)
    {
        var x = CsrMatrix.FromEntries(3, 3, [(0, 0, 2f), (1, 2, 1f), (1, 2, 3f)]);

        var rebuilt = Reconstruct(
            new LocalReconstructionOptions
            {
                Shape = shape,
                Patch = 3,
                Rank = 10_000,
            },
            x
        );

        rebuilt.Values.ToArray().ShouldBe([2f, 3f]);
    }

    [Fact]
    public void Rank_ShouldBeAllowedAboveTheDimensions()
    {
        var x = CsrMatrix.FromEntries(2, 2, [(0, 0, 1f), (1, 1, 1f)]);

        new IalsTrainer(new IalsOptions { Rank = 16, Regularization = 0.1 }).Train(x, new SeededRandom(1)).Score(0, 0).ShouldBeGreaterThan(0.5f);
        new WrmfTrainer(new WrmfOptions { Rank = 16 }).Train(x, new SeededRandom(1)).Score(1, 1).ShouldBeGreaterThan(0.5f);
    }

    [Fact]
    public void Items_ShouldNeverBeRecommended_WhenTheirScoreIsNoPreference()
    {
        var model = new FactorModel(
            new DenseMatrix(1, 1, [1f]),
            new DenseMatrix(4, 1, [float.NaN, 1f, float.NegativeInfinity, float.PositiveInfinity])
        );

        TopN.Compute(model, Empty(1, 4), 4).ItemsOf(0).ToArray().ShouldBe([3, 1]);
    }

    [Fact]
    public void Lists_ShouldBeRefusedOrEmpty_WhenTheirLengthIsNegativeOrZero()
    {
        var model = FactorModel.Gaussian(2, 3, 4, 1, new SeededRandom(1));

        Should.Throw<ArgumentOutOfRangeException>(() => TopN.Compute(model, Empty(2, 3), -1)).ParamName.ShouldBe("n");
        TopN.Compute(model, Empty(2, 3), 0).ItemsOf(1).Length.ShouldBe(0);
        Should.Throw<ArgumentException>(() => new FactorModel(new DenseMatrix(2, 3), new DenseMatrix(2, 4))).ParamName.ShouldBe("items");
    }

    private static CsrMatrix Empty(int rows, int columns) => CsrMatrix.FromEntries(rows, columns, []);

    private static CsrMatrix Reconstruct(LocalReconstructionOptions options, CsrMatrix? x = null) =>
        LocalReconstruction.Reconstruct(x ?? Empty(3, 3), options, new SeededRandom(1));
}
