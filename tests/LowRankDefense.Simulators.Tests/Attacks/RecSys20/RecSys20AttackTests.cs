using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys20;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys20;

public sealed class RecSys20AttackTests : IDisposable
{
    private const int Fakes = 12;
    private static readonly CsrMatrix Genuine = Population();
    private static readonly int[] Targets = [40, 61];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The steps of WRMF(ALS) follow a part of the gradient only.
    public static TheoryData<string, double> Gains => new() { { "wrmf-sgd", 0.1 }, { "wrmf-als", 0.02 } };

    [Theory]
    [MemberData(nameof(Gains))]
    public void Surrogate_ShouldShowTheTargetsToMore_AndTheBestFakesShouldBeThoseOfTheStepThatDid(string surrogate, double gain)
    {
        var learned = Learn(Options(epochs: 12, surrogate));

        var rates = learned.History.Select(s => s.TargetHitRate).ToList();
        rates.Max().ShouldBeGreaterThan(rates[0] + gain);
        learned.History.Select(s => s.Loss).Min().ShouldBeLessThan(learned.History[0].Loss);
        learned.Profiles.NonZeros.ShouldBe(learned.History[rates.IndexOf(rates.Max())].Clicks);
        (learned.Profiles.Rows, learned.Profiles.Columns).ShouldBe((Fakes, Genuine.Columns));
        learned.Profiles.Values.ToArray().ShouldAllBe(v => v == 1f);
    }

    [Theory]
    [InlineData(FakeStart.First)]
    [InlineData(FakeStart.Random)]
    public void Fakes_ShouldStayTheCopiesThatTheyBeginAs_WhereThereIsNoSurrogate(FakeStart start)
    {
        var learned = Learn(Options(epochs: 3, SurrogateCatalog.None) with { Start = start });

        learned.History.ShouldBeEmpty();
        var first = Learn(Options(epochs: 1) with { Start = start }).Profiles;
        learned.Profiles.ColumnIndices.ToArray().ShouldBe(first.ColumnIndices.ToArray());
    }

    [Fact]
    public void Settings_ShouldBeThoseThatTheAuthorsHaveForTheSurrogate()
    {
        SurrogateCatalog.SettingsFor("wrmf-sgd").ShouldBe(new RecSys20Options());
        SurrogateCatalog
            .SettingsFor("wrmf-als")
            .ShouldBe(
                new RecSys20Options
                {
                    Surrogate = "wrmf-als",
                    Threshold = 0.1,
                    ClickTargets = true,
                }
            );
        Should.Throw<ArgumentException>(() => SurrogateCatalog.SettingsFor("als")).Message.ShouldContain("choose one of wrmf-sgd, wrmf-als, none");
    }

    [Fact]
    public void FirstStep_ShouldBeOfCopiesOfTheFirstGenuineUsers_UnlessTheyAreDrawn()
    {
        Learn(Options(epochs: 1))
            .Profiles.ColumnIndices.ToArray()
            .ShouldBe(Genuine.SelectRows([.. Enumerable.Range(0, Fakes)]).ColumnIndices.ToArray());

        var drawn = Learn(Options(epochs: 1) with { Start = FakeStart.Random }).Profiles;

        drawn.ColumnIndices.ToArray().ShouldNotBe(Genuine.SelectRows([.. Enumerable.Range(0, Fakes)]).ColumnIndices.ToArray());
        for (var f = 0; f < Fakes; f++)
            Enumerable.Range(0, Genuine.Rows).Any(u => Genuine.ColumnsOf(u).SequenceEqual(drawn.ColumnsOf(f))).ShouldBeTrue();
    }

    [Fact]
    public void EveryFake_ShouldClickAllTargets_WhereItIsToldTo()
    {
        var learned = Learn(Options(epochs: 3) with { ClickTargets = true });

        for (var f = 0; f < Fakes; f++)
            learned.Profiles.ColumnsOf(f).ToArray().Intersect(Targets).Count().ShouldBe(Targets.Length);
    }

    [Fact]
    public void FreshSurrogates_ShouldBeginLikeTheSame_AndGoOnOtherwise()
    {
        var same = Learn(Options(epochs: 3)).History;

        var fresh = Learn(Options(epochs: 3) with { Seeds = SurrogateSeeds.Fresh }).History;

        fresh[0].ShouldBe(same[0]);
        fresh[1].ShouldNotBe(same[1]);
    }

    [Fact]
    public void StoppedAttack_ShouldGoOnToTheSameFakes_FromItsCheckpoint()
    {
        var (whole, checkpoint) = (Learn(Options(epochs: 5)), Path.Combine(folder.Root, "attack.bin"));
        using var stop = new CancellationTokenSource();
        var stopping = new Recorder<AttackStep>(step =>
        {
            if (step.Epoch == 3)
                stop.Cancel();
        });
        Should.Throw<OperationCanceledException>(() =>
            new RecSys20Attack(Options(epochs: 5)).Learn(Genuine, Fakes, Targets, 1, checkpoint, stopping, stop.Token)
        );
        var steps = new List<int>();

        var goneOn = new RecSys20Attack(Options(epochs: 5)).Learn(
            Genuine,
            Fakes,
            Targets,
            1,
            checkpoint,
            new Recorder<AttackStep>(s => steps.Add(s.Epoch))
        );

        steps.ShouldBe([4, 5]);
        goneOn.History.ShouldBe(whole.History);
        goneOn.Profiles.ColumnIndices.ToArray().ShouldBe(whole.Profiles.ColumnIndices.ToArray());
    }

    [Fact]
    public void Checkpoint_ShouldBeRefused_WhereItIsOfAnotherAttack_OrNone()
    {
        var checkpoint = Path.Combine(folder.Root, "attack.bin");
        new RecSys20Attack(Options(epochs: 1)).Learn(Genuine, Fakes, Targets, 1, checkpoint);

        Should
            .Throw<InvalidDataException>(() => new RecSys20Attack(Options(epochs: 1)).Learn(Genuine, Fakes, Targets, 2, checkpoint))
            .Message.ShouldContain("of another attack");
        Should
            .Throw<InvalidDataException>(() => new RecSys20Attack(Options(epochs: 1, "wrmf-als")).Learn(Genuine, Fakes, Targets, 1, checkpoint))
            .Message.ShouldBe($"{checkpoint} is of an attack with the surrogate wrmf-sgd, not wrmf-als: remove it, or name another file.");
        File.WriteAllText(checkpoint, "no");
        Should
            .Throw<InvalidDataException>(() => new RecSys20Attack(Options(epochs: 1)).Learn(Genuine, Fakes, Targets, 1, checkpoint))
            .Message.ShouldContain("no checkpoint");
    }

    [Fact]
    public void WhatCannotBeLearnt_ShouldBeRefused()
    {
        var attack = new RecSys20Attack(Options(epochs: 1));

        Should.Throw<ArgumentException>(() => attack.Learn(Genuine, 1_000, Targets, 1)).Message.ShouldContain("fewer fakes");
        Should.Throw<ArgumentException>(() => new RecSys20Attack(Options(epochs: 0)));
        var unknown = new RecSys20Attack(Options(epochs: 1) with { Surrogate = "als" });
        Should.Throw<ArgumentException>(() => unknown.Learn(Genuine, Fakes, Targets, 1)).Message.ShouldContain("no surrogate 'als'");
    }

    private static LearnedFakes Learn(RecSys20Options options, ulong seed = 1) => new RecSys20Attack(options).Learn(Genuine, Fakes, Targets, seed);

    internal static RecSys20Options Options(int epochs, string surrogate = "wrmf-sgd") =>
        SurrogateCatalog.SettingsFor(surrogate) with
        {
            Epochs = epochs,
            TracedEpochs = 5,
            Wrmf = new WrmfOptions
            {
                Rank = 16,
                Epochs = 30,
                BatchSize = 64,
            },
            Als = new IalsOptions { Rank = 16, Regularization = 0.5 },
        };

    internal static CsrMatrix Population()
    {
        var options = new PopulationOptions
        {
            Users = 200,
            Items = 120,
            MeanInteractions = 15,
            TasteStrength = 2,
        };
        var ratings = SyntheticPopulation.Draw(options, new SeededRandom(1)).Ratings;
        return IndexedDataSet.Of(new DataSet("population", ratings, []), binary: true).Train;
    }
}
