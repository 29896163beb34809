using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Attacks;

/// <summary>What every attack keeps to; an implementation adds the distribution of its own fillers.</summary>
public abstract class AttackContract
{
    private static readonly int[] Targets = [59, 3, 40];

    /// <summary>The attack with its usual parameters.</summary>
    protected abstract IAttack Create();

    [Fact]
    public void Fakes_ShouldBeAsManyAsAskedFor_OverTheItemsOfTheData()
    {
        var fakes = Generate(AttackData.Implicit(), new AttackOptions { Count = 17, Targets = Targets });

        (fakes.Rows, fakes.Columns).ShouldBe((17, 60));
    }

    [Theory]
    [InlineData(true, 5f)]
    [InlineData(false, 1f)]
    public void Fakes_ShouldHaveEveryTarget_WithTheExtremeValue(bool push, float extreme)
    {
        var fakes = Generate(
            AttackData.Ratings(1, 2, 3, 4, 5),
            new AttackOptions
            {
                Count = 50,
                Targets = Targets,
                Push = push,
            }
        );

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var target in Targets)
                ValueOf(fakes, fake, target).ShouldBe(extreme);
        }
    }

    [Fact]
    public void Fakes_ShouldShareTheTargetsAmongThem_WhenEachIsToHaveOne()
    {
        var fakes = Generate(
            AttackData.Implicit(),
            new AttackOptions
            {
                Count = 60,
                Targets = Targets,
                TargetsEach = 1,
                FillerItems = 2,
            }
        );

        var pushed = Enumerable.Range(0, fakes.Rows).Select(f => fakes.ColumnsOf(f).ToArray().Intersect(Targets).Count()).ToList();
        pushed.ShouldAllBe(n => n >= 1);
        pushed.Count(n => n == 1).ShouldBeGreaterThan(40, "another one comes as a filler now and then");
        foreach (var target in Targets)
            Enumerable.Range(0, fakes.Rows).Count(f => fakes.ColumnsOf(f).Contains(target)).ShouldBeInRange(8, 40);
    }

    [Fact]
    public void Fakes_ShouldClickTheNeighboursOfTheTargets_AndNeverThese_WhenAskedTo()
    {
        var genuine = AttackData.Implicit();
        var statistics = new GenuineStatistics(genuine);
        int[] neighbours = [.. Targets.SelectMany(t => statistics.ClosestTo(t, 2)).Except(Targets)];

        var fakes = Generate(
            genuine,
            new AttackOptions
            {
                Count = 40,
                Targets = Targets,
                Neighbours = 2,
            }
        );

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            var items = fakes.ColumnsOf(fake).ToArray();
            items.Intersect(Targets).ShouldBeEmpty();
            items.Intersect(neighbours).ShouldBe(neighbours, ignoreOrder: true);
        }
    }

    [Fact]
    public void Fakes_ShouldHaveTheFillersAskedFor_BesidesTheirTargets()
    {
        var fakes = Generate(
            AttackData.Implicit(),
            new AttackOptions
            {
                Count = 50,
                Targets = Targets,
                FillerItems = 12,
            }
        );

        Lengths(fakes).ShouldAllBe(length => length == 3 + 12);
    }

    [Fact]
    public void Fakes_ShouldHaveTheMeanLengthOfGenuineUsers_WhenNoneIsAskedFor()
    {
        var genuine = AttackData.Implicit();
        var mean = (int)Math.Round(Lengths(genuine).Where(l => l > 0).Average());

        var fakes = Generate(genuine, new AttackOptions { Count = 20, Targets = Targets });

        Lengths(fakes).ShouldAllBe(length => length == 3 + mean);
    }

    [Fact]
    public void Fakes_ShouldHaveLengthsDrawnFromGenuineUsers_WhenLengthsAreMatched()
    {
        var genuine = AttackData.Implicit();
        var lengths = Lengths(genuine).Where(l => l > 0).ToArray();

        var fillers = Lengths(
                Generate(
                    genuine,
                    new AttackOptions
                    {
                        Count = 2_000,
                        Targets = Targets,
                        MatchLengths = true,
                    }
                )
            )
            .Select(l => l - Targets.Length)
            .ToArray();

        fillers.ShouldAllBe(n => lengths.Contains(n));
        // The mean of 2,000 draws: five standard errors are missed once in two million seeds.
        var deviation = Math.Sqrt(lengths.Average(l => Math.Pow(l - lengths.Average(), 2)));
        fillers.Average().ShouldBe(lengths.Average(), 5 * deviation / Math.Sqrt(fillers.Length));
    }

    [Fact]
    public void Fakes_ShouldBeTheSame_ForOneSeed()
    {
        var options = new AttackOptions
        {
            Count = 30,
            Targets = Targets,
            MatchLengths = true,
        };

        var first = Generate(AttackData.Ratings(1, 2, 3, 4, 5), options, seed: 8);
        var second = Generate(AttackData.Ratings(1, 2, 3, 4, 5), options, seed: 8);
        var other = Generate(AttackData.Ratings(1, 2, 3, 4, 5), options, seed: 9);

        Cells(second).ShouldBe(Cells(first));
        Cells(other).ShouldNotBe(Cells(first));
    }

    [Theory]
    [InlineData(1f, 2f, 3f, 4f, 5f)]
    [InlineData(0.5f, 1f, 1.5f, 2f, 2.5f, 3f, 3.5f, 4f)]
    [InlineData(0f, 1f)]
    [InlineData(1f)]
    public void Values_ShouldLieOnTheScaleOfTheData(params float[] scale)
    {
        var fakes = Generate(AttackData.Ratings(scale), new AttackOptions { Count = 100, Targets = Targets });

        fakes.Values.ToArray().ShouldAllBe(value => scale.Contains(value));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(int.MaxValue)]
    public void Fakes_ShouldEndWhereTheItemsDo_WhenMoreAreAskedFor(int fillers)
    {
        var fakes = Generate(
            AttackData.Implicit(),
            new AttackOptions
            {
                Count = 2,
                Targets = Targets,
                FillerItems = fillers,
            }
        );

        Lengths(fakes).ShouldAllBe(length => length > Targets.Length && length <= 60);
    }

    [Fact]
    public void Fakes_ShouldBeTheirTargetsAlone_WhenThereIsNoOtherItem()
    {
        var fakes = Generate(CsrMatrix.FromEntries(2, 1, [(0, 0, 1f)]), new AttackOptions { Count = 3, Targets = [0] });

        Lengths(fakes).ShouldAllBe(length => length == 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Options_ShouldBeRefused_WhenNoFakeIsAskedFor(int count) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Generate(AttackData.Implicit(), new AttackOptions { Count = count, Targets = Targets }));

    [Fact]
    public void Options_ShouldBeRefused_WhenThereIsNoTarget() =>
        Should
            .Throw<ArgumentException>(() => Generate(AttackData.Implicit(), new AttackOptions { Count = 1, Targets = [] }))
            .Message.ShouldContain("name at least one");

    [Theory]
    [InlineData(-1)]
    [InlineData(60)]
    public void Options_ShouldBeRefused_WhenATargetIsNoItem(int target) =>
        Should
            .Throw<ArgumentException>(() => Generate(AttackData.Implicit(), new AttackOptions { Count = 1, Targets = [3, target] }))
            .Message.ShouldContain($"Target {target} is not one of the 60 items");

    [Fact]
    public void Nuke_ShouldBeRefused_WhenTheDataKnowsOneValueOnly() =>
        Should
            .Throw<ArgumentException>(() =>
                Generate(
                    AttackData.Implicit(),
                    new AttackOptions
                    {
                        Count = 1,
                        Targets = Targets,
                        Push = false,
                    }
                )
            )
            .Message.ShouldContain("push, or attack data with ratings");

    [Fact]
    public void Data_ShouldBeRefused_WhenThereIsNothingToImitate() =>
        Should
            .Throw<ArgumentException>(() => Generate(CsrMatrix.FromEntries(5, 60, []), new AttackOptions { Count = 1, Targets = Targets }))
            .Message.ShouldContain("no genuine interaction");

    [Fact]
    public void Arguments_ShouldBeRefused_WhenTheyAreMissing()
    {
        var options = new AttackOptions { Count = 1, Targets = Targets };

        Should.Throw<ArgumentNullException>(() => Create().Generate(null!, options, new SeededRandom(1)));
        Should.Throw<ArgumentNullException>(() => Create().Generate(AttackData.Implicit(), null!, new SeededRandom(1)));
        Should.Throw<ArgumentNullException>(() => Create().Generate(AttackData.Implicit(), options, null!));
    }

    /// <summary>One campaign of the attack.</summary>
    protected CsrMatrix Generate(CsrMatrix genuine, AttackOptions options, ulong seed = 1) =>
        Create().Generate(genuine, options, new SeededRandom(seed));

    /// <summary>Items of each row.</summary>
    protected static int[] Lengths(CsrMatrix profiles) => [.. Enumerable.Range(0, profiles.Rows).Select(profiles.CountOf)];

    /// <summary>The items of a fake besides the given targets.</summary>
    protected static int[] FillersOf(CsrMatrix fakes, int fake, params int[] targets) => [.. fakes.ColumnsOf(fake).ToArray().Except(targets)];

    /// <summary>The value a fake gives an item it has.</summary>
    protected static float ValueOf(CsrMatrix fakes, int fake, int item)
    {
        var at = fakes.ColumnsOf(fake).BinarySearch(item);
        at.ShouldBeGreaterThanOrEqualTo(0, $"fake {fake} does not have item {item}");
        return fakes.ValuesOf(fake)[at];
    }

    private static (int, int, float)[] Cells(CsrMatrix fakes) =>
        [
            .. Enumerable
                .Range(0, fakes.Rows)
                .SelectMany(f => fakes.ColumnsOf(f).ToArray().Zip(fakes.ValuesOf(f).ToArray(), (item, value) => (f, item, value))),
        ];
}
