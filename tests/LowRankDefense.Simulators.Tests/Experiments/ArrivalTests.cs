using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Experiments;

public class ArrivalTests
{
    private const int FewestUsers = 500;
    private static readonly int[] Targets = [910, 930, 950, 970, 990];

    [Theory]
    [InlineData(ArrivalPattern.Burst, 970)]
    [InlineData(ArrivalPattern.Waves, 590)]
    [InlineData(ArrivalPattern.Drip, 490)]
    public void Fakes_ShouldComeByTheirPattern_AndGenuineUsersInTheirOrder(ArrivalPattern pattern, int notBefore)
    {
        var order = Arrivals.Order(1_000, 100, pattern, new SeededRandom(1));

        order.Where(u => u < 1_000).ShouldBe(Enumerable.Range(0, 1_000));
        order.Where(u => u >= 1_000).Order().ShouldBe(Enumerable.Range(1_000, 100));
        Array.FindIndex(order, u => u >= 1_000).ShouldBeGreaterThanOrEqualTo(notBefore);
        Arrivals.Order(1_000, 100, pattern, new SeededRandom(1)).ShouldBe(order);
    }

    [Fact]
    public void Drip_ShouldSpreadOverTheSecondHalf()
    {
        var order = Arrivals.Order(1_000, 100, ArrivalPattern.Drip, new SeededRandom(1));

        order.Take(820).Count(u => u >= 1_000).ShouldBeInRange(50, 75);
    }

    [Fact]
    public void Waves_ShouldBeThree()
    {
        var order = Arrivals.Order(10_000, 300, ArrivalPattern.Waves, new SeededRandom(1));

        int Fakes(double from, double to) => order[(int)(from * order.Length)..(int)(to * order.Length)].Count(u => u >= 10_000);
        (Fakes(0.57, 0.63) + Fakes(0.72, 0.78) + Fakes(0.93, 1)).ShouldBe(300);
        Fakes(0.72, 0.78).ShouldBeInRange(70, 130);
    }

    [Fact]
    public void Users_ShouldComeByTheirFirstRating_OrAsDrawn()
    {
        var data = new DataSet("d", [new("a", "x", 1, 30), new("b", "x", 1, 10), new("c", "y", 1, 20), new("a", "y", 1, 5)], []);
        var indexed = IndexedDataSet.Of(data);
        string[] Names(UserOrder? order) => [.. UserArrivals.Order(data, indexed, order, new SeededRandom(1)).Select(r => indexed.Users[r])];

        Names(UserOrder.Time).ShouldBe(["a", "b", "c"]);
        Names(null).ShouldBe(["a", "b", "c"]);
        Names(UserOrder.Random).ShouldBe(["a", "b", "c"], ignoreOrder: true);
        var timeless = new DataSet("timeless", [new("a", "x", 1, null)], []);
        Should
            .Throw<InvalidDataException>(() => UserArrivals.Order(timeless, IndexedDataSet.Of(timeless), UserOrder.Time, new SeededRandom(1)))
            .Message.ShouldContain("--order random");
    }

    [Fact]
    public void Fakes_ShouldComeWhenTheySay()
    {
        var data = new DataSet("d", [new("a", "x", 1, 30), new("b", "x", 1, 10), new("c", "y", 1, 20), new("a", "y", 1, 5)], []);
        Rating[] timed = [new("late", "x", 1, 99), new("between", "x", 1, 15), new("early", "y", 1, 1), new("between", "y", 1, 10)];

        var before = UserArrivals.Before(data, timed, order: null).ShouldNotBeNull();

        before.ShouldBe([3, 2, 0], "a comes at 5, b at 10, c at 20, and who comes with a genuine user comes behind");
        Arrivals.Order(3, before).ShouldBe([5, 0, 1, 4, 2, 3]);
        UserArrivals.Before(data, [timed[0], new("untold", "x", 1, null)], order: null).ShouldBeNull();
        Should.Throw<InvalidDataException>(() => UserArrivals.Before(data, timed, UserOrder.Random)).Message.ShouldContain("--order random");
        var timeless = new DataSet("t", [.. data.Train.Select(r => r with { Timestamp = null })], []);
        UserArrivals.Before(timeless, timed, order: null).ShouldBeNull("there are no times to hold theirs against");
        Rating[] placed = [new("f", "x", 1, null) { Place = 1 }, new("g", "x", 1, null) { Place = 0.5f }, new("f", "y", 1, null) { Place = 0.25f }];
        UserArrivals.Before(timeless, placed, UserOrder.Random).ShouldBe([0.75, 1.5]);
    }

    [Fact]
    public void Patrol_ShouldHoldTheFakes_AndTellHowManyHadCome()
    {
        var (users, isFake) = Population(fakes: 20);
        var seen = new List<long>();

        var result = new ArrivalExperiment(history: 0.5, growth: 0.05, FewestUsers, leftOut: "", seed: 1).Run(
            users,
            isFake,
            seen.Add,
            CancellationToken.None
        );

        Enumerable.Range(0, users.Rows).Where(u => result.Holders[u] >= 0).ShouldBe(Enumerable.Range(0, users.Rows).Where(u => isFake[u]));
        result.Campaigns.ShouldHaveSingleItem().Fit.Core.ShouldBe(Targets);
        result.Opened.ShouldBe(1);
        result.FakesBeforeAlert!.Value.ShouldBeInRange(5, 20);
        seen[0].ShouldBe(users.Rows / 2);
        seen[^1].ShouldBe(users.Rows);
        seen.Count.ShouldBeInRange(14, 17);
        seen.ShouldBeInOrder();
    }

    [Fact]
    public void TrainedDetectors_ShouldJudgeEverybody_AndBeRankedByFamily()
    {
        var (users, isFake) = Population(fakes: 20);

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, "", 1).Run(users, isFake, _ => { }, CancellationToken.None);

        result.Detectors.Select(d => d.Family).ShouldBe(DetectorCatalog.TrainedNames);
        result.Nats.Keys.ShouldBe(DetectorCatalog.Names, ignoreOrder: true);
        result.Nats["coherence"].ShouldAllBe(n => n >= 0 && n <= 12);
        result.CombinedNats.ShouldBe(Enumerable.Range(0, users.Rows).Select(u => result.Nats.Values.Max(own => own[u])));
        result.Held.Where((held, u) => held && !isFake[u]).Count().ShouldBeLessThanOrEqualTo(1, "0.4 of 1,000 are expected");
        VerdictDelay
            .Median(result.Accounts, [.. Enumerable.Range(0, users.Rows).Where(u => isFake[u])], result.Judges(users.Columns), new SeededRandom(1))
            .ShouldNotBeNull()
            .ShouldBeInRange(8, 25);
    }

    [Fact]
    public void FakesWhoPushTwoOfFiveItemsEach_ShouldBeHeld_AndTeachTheSvm()
    {
        var genuine = Lively(101, new PopulationOptions { Users = 3_000 }, new TrendOptions());
        int[] targets = [711, 912, 1_113, 1_414, 1_715];
        var attack = new AttackOptions
        {
            Count = 60,
            Targets = targets,
            TargetsEach = 2,
        };
        var fakes = AttackCatalog.ByName("random").Generate(genuine, attack, new SeededRandom(2));
        var order = Arrivals.Order(genuine.Rows, fakes.Rows, ArrivalPattern.Drip, new SeededRandom(3));
        var users = genuine.StackAbove(fakes).SelectRows(order);
        bool[] isFake = [.. order.Select(u => u >= genuine.Rows)];

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, leftOut: "random", seed: 1).Run(users, isFake, _ => { }, CancellationToken.None);

        result.Campaigns.ShouldHaveSingleItem().Fit.Core.Order().ShouldBe(targets);
        result.Holders.Where((holder, u) => holder >= 0 && isFake[u]).Count().ShouldBeGreaterThan(54);
        result.Holders.Where((holder, u) => holder >= 0 && !isFake[u]).Count().ShouldBeLessThanOrEqualTo(1);
        var svm = result.Detectors.OfType<PcaSvmDetector>().Single();
        svm.Basis.Columns.ShouldBe(new PcaSvmOptions().Rank + 5, "a column of preferences beside those of items");
    }

    [Fact]
    public void FewUsers_ShouldBeJudgedByThePatrolAlone()
    {
        var (users, isFake) = Population(fakes: 0);

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, "", 1).Run(
            users.SelectRows([.. Enumerable.Range(0, 400)]),
            isFake[..400],
            _ => { },
            CancellationToken.None
        );

        result.Detectors.ShouldBeEmpty();
        result.Convicted.ShouldAllBe(c => !c);
    }

    [Fact]
    public void WithoutFakes_NothingShouldBeHeldOrTold()
    {
        var (users, isFake) = Population(fakes: 0);

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, "", 1).Run(users, isFake, _ => { }, CancellationToken.None);

        result.Holders.ShouldAllBe(h => h == -1);
        result.FakesBeforeAlert.ShouldBeNull();
    }

    [Theory]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(101)]
    public void WhatDrifts_ShouldBeNoCrowd_ThoughFiveItemsSurgeAndOneIsViral(ulong seed)
    {
        var users = Lively(seed, new PopulationOptions { Users = 3_000, Drift = 1 }, new TrendOptions());

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, "", seed).Run(users, new bool[users.Rows], _ => { }, CancellationToken.None);

        result.Holders.ShouldAllBe(h => h == -1);
        result.Opened.ShouldBe(0);
        result.CrowdsOpened.ShouldBe(0, "a crowd that was told of and closed again has held somebody, too");
    }

    [Fact]
    public void FakesOfOneItem_ShouldBeFound_ThoughWhatIsClickedDrifts()
    {
        var users = Lively(12, new PopulationOptions { Users = 3_000, Drift = 1 }, new TrendOptions());
        var random = new SeededRandom(1);
        var target = random.NextInt(users.Columns);
        var fakes = new RandomAttack().Generate(users, new AttackOptions { Count = 30, Targets = [target] }, random);
        var order = Arrivals.Order(users.Rows, fakes.Rows, ArrivalPattern.Waves, random);
        bool[] isFake = [.. order.Select(u => u >= users.Rows)];

        var result = new ArrivalExperiment(0.5, 0.05, FewestUsers, "random", seed: 1).Run(
            users.StackAbove(fakes).SelectRows(order),
            isFake,
            _ => { },
            CancellationToken.None
        );

        result.Crowds.ShouldHaveSingleItem().Item.ShouldBe(target);
        var held = Enumerable.Range(0, order.Length).Where(u => result.Holders[u] >= 0).ToLookup(u => isFake[u]);
        held[true].Count().ShouldBe(fakes.Rows);
        held[false].Count().ShouldBeLessThanOrEqualTo(1, "somebody else clicks the target, too");
    }

    [Theory]
    [InlineData("template", 1, false)]
    [InlineData("template", 5, true)]
    [InlineData("bandwagon", 5, true)]
    public void FakesOfOneList_AndAccountsThatTurn_ShouldBeHeld(string attack, int targets, bool aged)
    {
        var genuine = Lively(1, new PopulationOptions { Users = 3_000 }, new TrendOptions());
        var random = new SeededRandom(1);
        var pushed = random.Sample(genuine.Columns, targets);
        var fakes = AttackCatalog.ByName(attack).Generate(genuine, new AttackOptions { Count = 60, Targets = pushed }, random);
        var order = Arrivals.Order(genuine.Rows, fakes.Rows, ArrivalPattern.Drip, random);
        bool[] isFake = [.. order.Select(u => u >= genuine.Rows)];
        var experiment = new ArrivalExperiment(0.5, 0.05, FewestUsers, attack, seed: 1)
        {
            Earlier = aged ? Accounts.Bought(isFake, past: 1_500, random) : null,
        };

        var result = experiment.Run(genuine.StackAbove(fakes).SelectRows(order), isFake, _ => { }, CancellationToken.None);

        var held = Enumerable.Range(0, order.Length).Where(u => result.Held[u]).ToLookup(u => isFake[u]);
        held[true].Count().ShouldBe(fakes.Rows);
        held[false].Count().ShouldBeLessThanOrEqualTo(2);
    }

    // Five items that some of the new users take to, and one that half of the last users click; popularities change altogether where the population drifts.
    private static CsrMatrix Lively(ulong seed, PopulationOptions options, TrendOptions trends)
    {
        var ratings = LivelyPopulation.Draw(options, trends, new SeededRandom(seed)).Ratings;
        return IndexedDataSet.Of(new DataSet("lively", ratings, []), binary: true).Train;
    }

    // 1,000 users with 20 clicks by popularity, the fakes with the targets among the last 300.
    private static (CsrMatrix Users, bool[] IsFake) Population(int fakes)
    {
        var random = new SeededRandom(5);
        var isFake = new bool[1_000];
        for (var f = 0; f < fakes; f++)
            isFake[700 + (f * 300 / fakes)] = true;
        var entries = new HashSet<(int, int)>();
        for (var u = 0; u < isFake.Length; u++)
        {
            for (var click = 0; click < 20; click++)
                entries.Add((u, (int)Math.Pow(1_000, random.NextDouble()) - 1));
            if (isFake[u])
                entries.UnionWith(Targets.Select(t => (u, t)));
        }

        return (CsrMatrix.FromEntries(isFake.Length, 1_000, [.. entries.Order().Select(e => (e.Item1, e.Item2, 1f))]), isFake);
    }
}
