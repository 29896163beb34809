using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys19;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class ProfileGanTests
{
    private const int Users = 120;
    private const int Items = 144;
    private const int Half = Items / 2;

    private static readonly GanOptions Short = new()
    {
        Epochs = 2,
        BatchSize = 32,
        Width = 0.05,
        NoiseLength = 20,
    };

    private static readonly CsrMatrix Tastes = TwoTastes(Users);

    [Fact]
    public void Draws_ShouldBeOfTheTastesThatThereAre_WithTheRatingsOfTheirItems()
    {
        // One step of the generator and a short batch: data this simple are learned faster so.
        var options = new GanOptions
        {
            Epochs = 200,
            BatchSize = 24,
            Width = 1.0 / 16,
            NoiseLength = 20,
            LearningRate = 5e-4,
            GeneratorSteps = 1,
        };

        // The draws of three generators together: one training in a dozen ends badly, and which one it is depends on the vector width.
        var drawn = new DenseMatrix(300, Items);
        for (var training = 0; training < 3; training++)
        {
            var own = ProfileGan.Train(Tastes, options, new SeededRandom((ulong)training)).Draw(100, new SeededRandom(9));
            own.Data.CopyTo(drawn.RowRange(100 * training, 100 * (training + 1)));
        }

        // Genuine users rate their half with 3.15 in the mean, and the other with nothing: a draw is to be of one taste, and the draws of both.
        var tastes = Enumerable.Range(0, drawn.Rows).Select(r => (First: Mean(drawn, r, 0), Second: Mean(drawn, r, Half))).ToList();
        tastes.Count(t => Math.Max(t.First, t.Second) > 2.2 && Math.Min(t.First, t.Second) < 0.9).ShouldBeGreaterThan(180);
        tastes.Count(t => t.First > t.Second).ShouldBeInRange(75, 225);
    }

    [Fact]
    public void Draws_ShouldHaveOfEveryItemWhatUsersHave_InTheMean_HoweverLittleWasLearnt()
    {
        var drawn = ProfileGan.Train(Tastes, Short with { Epochs = 1 }, new SeededRandom(1)).Draw(1_000, new SeededRandom(2));

        // Every item has the mean 2.25 or 0.9: one number for all would be 0.68 off.
        var (genuine, means) = (ItemMeans(Dense(Tastes)), ItemMeans(drawn));
        genuine.Zip(means, (g, m) => (double)Math.Abs(g - m)).Average().ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Draws_ShouldBeTheSame_WithTheSeedsOfBefore_OnAnyNumberOfCores()
    {
        var many = Drawn(seed: 3);
        using var limit = Cores.Limit(1);

        Drawn(seed: 3).ShouldBe(many);
        Drawn(seed: 4).ShouldNotBe(many);
    }

    [Fact]
    public void Draws_ShouldDifferFromEachOther_AndHaveOnlyValuesThatUsersCouldGive()
    {
        var gan = ProfileGan.Train(Tastes, Short, new SeededRandom(1));

        var drawn = gan.Draw(70, new SeededRandom(2));

        (drawn.Rows, drawn.Columns, gan.Items).ShouldBe((70, Items, Items));
        drawn.Data.ToArray().ShouldAllBe(v => v >= 0f && v <= 5f);
        drawn.Row(0).ToArray().ShouldNotBe(drawn.Row(69).ToArray());
        gan.Draw(0, new SeededRandom(2)).Rows.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => gan.Draw(-1, new SeededRandom(2)));
    }

    [Fact]
    public void Draws_ShouldReachTheLargestValueOnly_WhenTheDataAreClicks()
    {
        var clicks = Tastes.Binarized();

        ProfileGan.Train(clicks, Short, new SeededRandom(1)).Draw(10, new SeededRandom(2)).Data.ToArray().ShouldAllBe(v => v >= 0f && v <= 1f);
    }

    [Fact]
    public void Training_ShouldPassOverUsersWithoutValues()
    {
        var (alone, among) = (TwoTastes(16), TwoTastes(16).StackAbove(CsrMatrix.FromEntries(100, Items, [])));

        Drawn(among).ShouldBe(Drawn(alone));
    }

    [Fact]
    public void Training_ShouldTakeEveryUserInTheEnd_WhenAFewAreLeftOutOfEveryEpoch()
    {
        var (three, other) = (TwoTastes(3), TwoTastes(2).StackAbove(CsrMatrix.FromEntries(1, Items, [(0, 5, 5f)])));
        var options = Short with { BatchSize = 2, Epochs = 20 };

        Drawn(three, options).ShouldNotBe(Drawn(other, options));
    }

    [Fact]
    public void Training_ShouldTellEveryEpoch_WithALossThatIsFinite()
    {
        var told = new List<TrainingProgress>();

        ProfileGan.Train(Tastes, Short, new SeededRandom(1), new Recorder<TrainingProgress>(told.Add));

        told.Select(p => (p.Step, p.Steps)).ShouldBe([(1, 2), (2, 2)]);
        told.ShouldAllBe(p => p.Loss > 0 && p.Loss < 10);
    }

    [Fact]
    public void Training_ShouldStop_WhenItIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var told = 0;

        Should.Throw<OperationCanceledException>(() =>
            ProfileGan.Train(
                Tastes,
                Short with
                {
                    Epochs = 10_000,
                },
                new SeededRandom(1),
                new Recorder<TrainingProgress>(_ =>
                {
                    told++;
                    cancel.Cancel();
                }),
                cancel.Token
            )
        );

        told.ShouldBe(1);
    }

    [Fact]
    public void Training_ShouldNameEpochAndOption_WhenItDiverges()
    {
        // The matrix shares the array: after the first epoch nothing is a number any more.
        float[] values = [.. Enumerable.Repeat(1f, Tastes.NonZeros)];
        var genuine = Tastes.WithValues(values);

        var thrown = Should.Throw<NumericalBreakdownException>(() =>
            ProfileGan.Train(genuine, Short, new SeededRandom(1), new Recorder<TrainingProgress>(_ => Array.Fill(values, float.NaN)))
        );

        thrown.Message.ShouldContain("Epoch 2 ");
        thrown.Message.ShouldContain("LearningRate (0.001)");
    }

    [Fact]
    public void Training_ShouldBeRefused_WhenThereIsNobodyToLearnFrom()
    {
        Should.Throw<ArgumentException>(() => Train(CsrMatrix.FromEntries(0, 5, []))).Message.ShouldContain("0 of 0 users");
        Should.Throw<ArgumentException>(() => Train(CsrMatrix.FromEntries(3, 5, [(1, 2, 4f)]))).Message.ShouldContain("1 of 3 users");
    }

    [Fact]
    public void Training_ShouldBeRefused_WhenValuesAreNone()
    {
        Should.Throw<ArgumentException>(() => Train(CsrMatrix.FromEntries(2, 5, [(0, 2, 0f), (1, 1, 0f)]))).Message.ShouldContain("above 0");
        Should.Throw<ArgumentException>(() => Train(CsrMatrix.FromEntries(2, 5, [(0, 2, 3f), (1, 1, -1f)]))).Message.ShouldContain("-1");
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.0)]
    public void Options_ShouldBeHeldToTheirRanges(int epochs, double width)
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ProfileGan.Train(Tastes, new GanOptions { Epochs = epochs, Width = width }, new SeededRandom(1))
        );
    }

    private static void Train(CsrMatrix genuine) => ProfileGan.Train(genuine, Short, new SeededRandom(1));

    private static float[] Drawn(ulong seed) => ProfileGan.Train(Tastes, Short, new SeededRandom(seed)).Draw(40, new SeededRandom(9)).Data.ToArray();

    private static float[] Drawn(CsrMatrix genuine, GanOptions? options = null) =>
        ProfileGan.Train(genuine, options ?? Short, new SeededRandom(1)).Draw(3, new SeededRandom(9)).Data.ToArray();

    private static double Mean(DenseMatrix profiles, int row, int first) => Enumerable.Range(first, Half).Average(i => profiles[row, i]);

    private static IEnumerable<float> ItemMeans(DenseMatrix profiles) =>
        Enumerable.Range(0, Items).Select(i => Enumerable.Range(0, profiles.Rows).Average(r => profiles[r, i]));

    private static DenseMatrix Dense(CsrMatrix profiles)
    {
        var dense = new DenseMatrix(profiles.Rows, profiles.Columns);
        for (var r = 0; r < profiles.Rows; r++)
        for (var e = 0; e < profiles.CountOf(r); e++)
            dense[r, profiles.ColumnsOf(r)[e]] = profiles.ValuesOf(r)[e];
        return dense;
    }

    // Every other user rates items of the first half, 5 and 2 in turn, and the rest the second half.
    private static CsrMatrix TwoTastes(int users)
    {
        var random = new SeededRandom(7);
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < users; u++)
        for (var i = 0; i < Half; i++)
        {
            if (random.NextDouble() < 0.9)
                entries.Add((u, i + (u % 2 * Half), i % 2 == 0 ? 5f : 2f));
        }

        return CsrMatrix.FromEntries(users, Items, entries);
    }
}
