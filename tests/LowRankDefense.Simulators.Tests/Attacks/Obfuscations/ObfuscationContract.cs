using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

/// <summary>What every obfuscation keeps to.</summary>
public abstract class ObfuscationContract
{
    /// <summary>The items attacked, of 60.</summary>
    protected static readonly int[] Targets = [59, 3, 40];

    /// <summary>Ratings of one to five stars.</summary>
    protected static readonly CsrMatrix Stars = AttackData.Ratings(1, 2, 3, 4, 5);

    /// <summary>The obfuscation with its usual parameters.</summary>
    protected abstract IObfuscation Create();

    [Fact]
    public void Fakes_ShouldStayAsMany_OnTheScaleOfTheData()
    {
        var fakes = Obfuscated(Stars, count: 40);

        (fakes.Rows, fakes.Columns).ShouldBe((40, 60));
        fakes.Values.ToArray().ShouldAllBe(v => v == 1 || v == 2 || v == 3 || v == 4 || v == 5);
    }

    [Fact]
    public void Fakes_ShouldBeTheSame_ForOneSeed()
    {
        Cells(Obfuscated(Stars, seed: 4)).ShouldBe(Cells(Obfuscated(Stars, seed: 4)));
        Cells(Obfuscated(Stars, seed: 4)).ShouldNotBe(Cells(Attack(Stars, 50)));
    }

    [Fact]
    public void Fakes_ShouldStayNone_WhenThereAreNone() =>
        Create().Apply(CsrMatrix.FromEntries(0, 60, []), new GenuineStatistics(Stars), Targets, new SeededRandom(1)).Rows.ShouldBe(0);

    [Fact]
    public void Fakes_ShouldBeRefused_WhenTheyAreOverOtherItems() =>
        Should
            .Throw<ArgumentException>(() =>
                Create().Apply(CsrMatrix.FromEntries(1, 61, []), new GenuineStatistics(Stars), Targets, new SeededRandom(1))
            )
            .Message.ShouldContain("index both alike");

    /// <summary>Fakes of the random attack with twelve fillers and the highest value for the targets.</summary>
    protected static CsrMatrix Attack(CsrMatrix genuine, int count, bool push = true) =>
        new RandomAttack().Generate(
            genuine,
            new AttackOptions
            {
                Count = count,
                Targets = Targets,
                FillerItems = 12,
                Push = push,
            },
            new SeededRandom(2)
        );

    /// <summary>The same, obfuscated.</summary>
    protected CsrMatrix Obfuscated(CsrMatrix genuine, int count = 50, ulong seed = 1, bool push = true) =>
        Create().Apply(Attack(genuine, count, push), new GenuineStatistics(genuine), Targets, new SeededRandom(seed));

    /// <summary>The items of a fake besides the targets.</summary>
    protected static int[] Fillers(CsrMatrix fakes, int fake) => [.. fakes.ColumnsOf(fake).ToArray().Except(Targets)];

    /// <summary>The targets of a fake.</summary>
    protected static int[] TargetsOf(CsrMatrix fakes, int fake) => [.. fakes.ColumnsOf(fake).ToArray().Intersect(Targets)];

    /// <summary>Row, column and value of all cells.</summary>
    protected static (int Row, int Column, float Value)[] Cells(CsrMatrix fakes) =>
        [
            .. Enumerable
                .Range(0, fakes.Rows)
                .SelectMany(f => fakes.ColumnsOf(f).ToArray().Zip(fakes.ValuesOf(f).ToArray(), (item, value) => (f, item, value))),
        ];
}
