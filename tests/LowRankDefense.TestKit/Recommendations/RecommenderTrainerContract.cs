using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Recommendations;

/// <summary>What every trainer of a recommender, and what it learns, keeps to; an implementation adds the laws of its own method.</summary>
public abstract class RecommenderTrainerContract<TModel>
    where TModel : class, IRecommender
{
    /// <summary>A trainer that needs little time.</summary>
    protected abstract IRecommenderTrainer<TModel> Create();

    /// <summary>The bytes of a model and the model of bytes.</summary>
    protected abstract (Func<TModel, byte[]> Encode, Func<byte[], TModel> Decode) Codec { get; }

    /// <summary>60 users × 40 items in four blocks of taste.</summary>
    protected virtual CsrMatrix Tastes() => SeparateTastes.Implicit();

    [Fact]
    public void Model_ShouldHaveTheShapeOfTheProblem()
    {
        var model = Create().Train(Tastes(), new SeededRandom(1));

        (model.UserCount, model.ItemCount).ShouldBe((60, 40));
    }

    [Fact]
    public void Model_ShouldBeTheSameToTheLastBit_ForOneSeedOnAnyNumberOfCores()
    {
        // 1,300 users and 700 items: several of the largest chunks, of 512 rows, that any trainer sums over, on either side.
        var crowd = SeparateTastes.Crowd();
        var many = Create().Train(crowd, new SeededRandom(3));
        using var limit = Cores.Limit(1);
        var one = Create().Train(crowd, new SeededRandom(3));

        AllScores(many).AsSpan().SequenceEqual(AllScores(one)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(512)]
    public void BlockScores_ShouldBeTheScores_WhateverTheBlock(int itemsPerBlock)
    {
        var model = Create().Train(Tastes(), new SeededRandom(1));
        var scorer = model.InBlocksOf(itemsPerBlock);
        var scores = new float[5 * itemsPerBlock];

        for (var first = 0; first < 40; first += itemsPerBlock)
        {
            var width = Math.Min(itemsPerBlock, 40 - first);
            scorer.Score(new Chunk(0, 11, 16), first / itemsPerBlock, scores);
            for (var u = 0; u < 5; u++)
            for (var i = 0; i < width; i++)
                scores[(u * width) + i].ShouldBe(model.Score(11 + u, first + i), 1e-4f);
        }
    }

    [Fact]
    public void Model_ShouldSurviveTheRoundTrip_BitByBit()
    {
        var model = Create().Train(Tastes(), new SeededRandom(1));

        var copy = Codec.Decode(Codec.Encode(model));

        copy.Version.ShouldBe(model.Version);
        Scores(copy).ShouldBe(Scores(model));
    }

    [Fact]
    public void Bytes_ShouldBeRefused_WhenTheyAreDamagedOrCutShort()
    {
        var bytes = Codec.Encode(Create().Train(Tastes(), new SeededRandom(1)));
        for (var at = 0; at < bytes.Length; at += 1 + (bytes.Length / 97))
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 0x10;
            Should.Throw<InvalidDataException>(() => Codec.Decode(damaged));
            Should.Throw<InvalidDataException>(() => Codec.Decode(bytes[..at]));
        }
    }

    [Fact]
    public void Model_ShouldStayFinite_WhenRowsAndColumnsAreEmpty()
    {
        var sparse = CsrMatrix.FromEntries(30, 20, [(3, 4, 1f), (3, 5, 1f), (29, 4, 1f)]);

        Scores(Create().Train(sparse, new SeededRandom(1))).ShouldAllBe(x => float.IsFinite(x));
    }

    [Fact]
    public void Model_ShouldBeEmpty_WhenThereAreNoUsers()
    {
        var model = Create().Train(CsrMatrix.FromEntries(0, 5, []), new SeededRandom(1));

        (model.UserCount, model.ItemCount).ShouldBe((0, 5));
        TopN.Compute(model, CsrMatrix.FromEntries(0, 5, []), 3).Users.ShouldBe(0);
    }

    [Fact]
    public void Model_ShouldBeEmpty_WhenThereAreNoItems()
    {
        var model = Create().Train(CsrMatrix.FromEntries(5, 0, []), new SeededRandom(1));

        (model.UserCount, model.ItemCount).ShouldBe((5, 0));
        TopN.Compute(model, CsrMatrix.FromEntries(5, 0, []), 3).ItemsOf(4).Length.ShouldBe(0);
    }

    [Fact]
    public void Training_ShouldReportEveryStep_AndEndAtTheLast()
    {
        var heard = new Heard();

        Create().Train(Tastes(), new SeededRandom(1), heard);

        heard.Steps.ShouldNotBeEmpty();
        heard.Steps[^1].Step.ShouldBe(heard.Steps[^1].Steps);
    }

    [Fact]
    public void Training_ShouldStop_WhenCancelled()
    {
        Should.Throw<OperationCanceledException>(() =>
            Create().Train(Tastes(), new SeededRandom(1), progress: null, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void Confidences_ShouldMatter_WhenACellIsDistrusted()
    {
        var trainer = Create();
        var interactions = Tastes();
        float[] trusting = [.. Enumerable.Repeat((float)trainer.Confidence, interactions.NonZeros)];
        float[] distrusting = [.. trusting];
        distrusting[0] /= 2000;
        var item = interactions.ColumnsOf(0)[0];

        var trusted = trainer.Train(new WeightedInteractions(interactions, trusting), new SeededRandom(1), progress: null, CancellationToken.None);
        var distrusted = trainer.Train(
            new WeightedInteractions(interactions, distrusting),
            new SeededRandom(1),
            progress: null,
            CancellationToken.None
        );

        distrusted.Score(0, item).ShouldBeLessThan(trusted.Score(0, item));
    }

    private static float[] AllScores(IRecommender model)
    {
        var scores = new float[model.UserCount * model.ItemCount];
        model.InBlocksOf(model.ItemCount).Score(new Chunk(0, 0, model.UserCount), 0, scores);
        return scores;
    }

    private static float[] Scores(IRecommender model) =>
        [.. Enumerable.Range(0, model.UserCount).SelectMany(u => Enumerable.Range(0, model.ItemCount).Select(i => model.Score(u, i)))];

    private sealed class Heard : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Steps { get; } = [];

        public void Report(TrainingProgress value) => Steps.Add(value);
    }
}
