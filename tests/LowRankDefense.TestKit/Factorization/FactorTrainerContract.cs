using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Factorization;

/// <summary>What every trainer of factors keeps to; an implementation adds the laws of its own method.</summary>
public abstract class FactorTrainerContract
{
    /// <summary>A trainer of rank 8 that needs little time.</summary>
    protected abstract IFactorTrainer Create();

    [Fact]
    public void Model_ShouldHaveTheShapeOfTheProblem()
    {
        var model = Create().Train(Blocks(), new SeededRandom(1));

        (model.Users.Rows, model.Items.Rows, model.Rank).ShouldBe((60, 40, 8));
    }

    [Fact]
    public void Model_ShouldPreferTheOwnBlock_WhenTastesAreSeparate()
    {
        var interactions = Blocks();

        var model = Create().Train(interactions, new SeededRandom(1));

        for (var u = 0; u < 60; u++)
        {
            var own = Enumerable.Range(0, 40).Where(i => i % 4 == u % 4).Average(i => model.Score(u, i));
            var other = Enumerable.Range(0, 40).Where(i => i % 4 != u % 4).Average(i => model.Score(u, i));
            own.ShouldBeGreaterThan(other + 0.3f);
        }
    }

    [Fact]
    public void Model_ShouldBeTheSameToTheLastBit_ForOneSeedOnAnyNumberOfCores()
    {
        var many = Create().Train(Blocks(), new SeededRandom(3));
        using var limit = Cores.Limit(1);
        var one = Create().Train(Blocks(), new SeededRandom(3));

        many.Users.Data.SequenceEqual(one.Users.Data).ShouldBeTrue();
        many.Items.Data.SequenceEqual(one.Items.Data).ShouldBeTrue();
    }

    [Fact]
    public void Model_ShouldStayFinite_WhenRowsAndColumnsAreEmpty()
    {
        var sparse = CsrMatrix.FromEntries(30, 20, [(3, 4, 1f), (3, 5, 1f), (29, 4, 1f)]);

        var model = Create().Train(sparse, new SeededRandom(1));

        model.Users.Data.ToArray().Concat(model.Items.Data.ToArray()).ShouldAllBe(x => float.IsFinite(x));
    }

    [Fact]
    public void Model_ShouldBeEmpty_WhenThereAreNoUsers()
    {
        var model = Create().Train(CsrMatrix.FromEntries(0, 5, []), new SeededRandom(1));

        (model.Users.Rows, model.Items.Rows).ShouldBe((0, 5));
    }

    [Fact]
    public void Training_ShouldReportEveryStep_AndEndAtTheLast()
    {
        var heard = new Heard();

        Create().Train(Blocks(), new SeededRandom(1), heard);

        heard.Steps.ShouldNotBeEmpty();
        heard.Steps[^1].Step.ShouldBe(heard.Steps[^1].Steps);
    }

    [Fact]
    public void Training_ShouldStop_WhenCancelled()
    {
        Should.Throw<OperationCanceledException>(() =>
            Create().Train(Blocks(), new SeededRandom(1), progress: null, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void Weights_ShouldMatter_WhenACellIsDistrusted()
    {
        var interactions = Blocks();
        float[] trusting = [.. Enumerable.Repeat(20f, interactions.NonZeros)];
        float[] distrusting = [.. trusting];
        distrusting[0] = 0.01f;
        var item = interactions.ColumnsOf(0)[0];

        var trusted = Create().Train(new WeightedInteractions(interactions, trusting), new SeededRandom(1), progress: null, CancellationToken.None);
        var distrusted = Create()
            .Train(new WeightedInteractions(interactions, distrusting), new SeededRandom(1), progress: null, CancellationToken.None);

        distrusted.Score(0, item).ShouldBeLessThan(trusted.Score(0, item));
    }

    /// <summary>60 users × 40 items in four blocks of taste, half of each block observed.</summary>
    protected static CsrMatrix Blocks()
    {
        var random = new SeededRandom(2);
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < 60; u++)
        for (var i = u % 4; i < 40; i += 4)
        {
            if (random.NextDouble() < 0.5)
                entries.Add((u, i, 1f));
        }

        return CsrMatrix.FromEntries(60, 40, entries);
    }

    private sealed class Heard : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Steps { get; } = [];

        public void Report(TrainingProgress value) => Steps.Add(value);
    }
}
