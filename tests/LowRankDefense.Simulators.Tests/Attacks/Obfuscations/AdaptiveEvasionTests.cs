using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.TestKit.Attacks;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class AdaptiveEvasionTests : ObfuscationContract
{
    private static readonly string[] Items = [.. Enumerable.Range(0, 60).Select(i => i >= 30 ? $"bad{i}" : $"{i}")];

    protected override IObfuscation Create() => new AdaptiveEvasion([FlagsAbove(5)], Items);

    [Fact]
    public void Fakes_ShouldStayUnderTheThreshold_WithTheirTargetsAndTheirLength()
    {
        var before = Attack(Stars, 50);
        Flagged(before).ShouldBeGreaterThan(25, "else there is nothing to evade");

        var fakes = Obfuscated(Stars);

        Flagged(fakes).ShouldBe(0);
        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            TargetsOf(fakes, fake).ShouldBe(Targets, ignoreOrder: true);
            fakes.CountOf(fake).ShouldBe(before.CountOf(fake));
        }
    }

    [Fact]
    public void WhoeverAnswers_ShouldBeEvaded_NotDetectorsAlone()
    {
        var evasion = new AdaptiveEvasion(profile => profile.Keys.Count(i => i >= 30 && !Targets.Contains(i)));

        var fakes = evasion.Apply(Attack(Stars, 30), new GenuineStatistics(Stars), Targets, new SeededRandom(1));

        Rare(Attack(Stars, 30)).ShouldBeGreaterThan(100, "else there is nothing to evade");
        Rare(fakes).ShouldBeLessThan(5, "one may run out of queries");

        static int Rare(CsrMatrix fakes) =>
            Enumerable.Range(0, fakes.Rows).Sum(f => fakes.ColumnsOf(f).ToArray().Count(i => i >= 30 && !Targets.Contains(i)));
    }

    [Fact]
    public void Fakes_ShouldBecomeAGenuineUser_AsFarAsItTakesAndNoFurther()
    {
        var genuine = AttackData.Communities();
        var before = Attack(genuine, 30);
        // Whoever has half of the fillers in one community is let through.
        var evasion = new AdaptiveEvasion(profile => Math.Max(0, 0.5 - Taste(profile.Keys))) { TowardsOneUser = true };

        var fakes = evasion.Apply(before, new GenuineStatistics(genuine), Targets, new SeededRandom(1));

        Enumerable.Range(0, 30).Count(f => Taste(before.ColumnsOf(f).ToArray()) >= 0.5).ShouldBeLessThan(5, "else there is nothing to evade");
        for (var f = 0; f < 30; f++)
        {
            var fillers = fakes.CountOf(f) - Targets.Length;
            Taste(fakes.ColumnsOf(f).ToArray()).ShouldBeInRange(0.5, 0.5 + (1.0 / fillers));
            fakes.CountOf(f).ShouldBe(before.CountOf(f));
            TargetsOf(fakes, f).ShouldBe(Targets, ignoreOrder: true);
        }

        static double Taste(IEnumerable<int> items)
        {
            int[] fillers = [.. items.Where(i => !Targets.Contains(i))];
            return fillers.GroupBy(i => i / 30).Max(own => (double)own.Count() / fillers.Length);
        }
    }

    [Fact]
    public void Queries_ShouldNotBeMoreThanTheBudget()
    {
        var asked = 0;
        var detector = new StubDetector(threshold: -1)
        {
            PValueOf = _ =>
            {
                asked++;
                return 1;
            },
        };

        new AdaptiveEvasion([detector], Items, queries: 7).Apply(Attack(Stars, 10), new GenuineStatistics(Stars), Targets, new SeededRandom(1));

        asked.ShouldBeInRange(50, 70, "who is never let through asks on");
    }

    [Fact]
    public void Fakes_ShouldStayAsTheyAre_WhenNobodyFlagsThem() =>
        Cells(new AdaptiveEvasion([FlagsAbove(60)], Items).Apply(Attack(Stars, 20), new GenuineStatistics(Stars), Targets, new SeededRandom(1)))
            .ShouldBe(Cells(Attack(Stars, 20)));

    [Fact]
    public void Arguments_ShouldBeRefused_WhenNobodyAnswersOrNothingIsAsked()
    {
        Should.Throw<ArgumentException>(() => new AdaptiveEvasion([], Items)).Message.ShouldContain("at least one detector");
        Should.Throw<ArgumentOutOfRangeException>(() => new AdaptiveEvasion([FlagsAbove(1)], Items, 0)).ParamName.ShouldBe("queries");
    }

    // Flags who has more items of the less popular half than it allows.
    private static StubDetector FlagsAbove(int allowed) => new(threshold: allowed);

    private static int Flagged(CsrMatrix fakes) => Enumerable.Range(0, fakes.Rows).Count(f => fakes.ColumnsOf(f).ToArray().Count(i => i >= 30) > 5);
}
