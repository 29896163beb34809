using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class PairCoherenceTests
{
    private const int Users = 300;

    // Two tastes of 40 items; the last three users click both, the four before have a taste of their own that is new.
    private static readonly CsrMatrix Profiles = Draw();

    [Fact]
    public void WhoClicksWhatOthersClickTogether_ShouldBeMoreCoherent_ThanWhoMixes()
    {
        var deviations = PairCoherence.Deviations(Profiles, All(true));

        deviations[^3..].ShouldAllBe(d => d < -2);
        deviations[..^7].Average().ShouldBe(0, 0.2);
    }

    [Fact]
    public void NewTasteOfAFew_ShouldBeCoherent_FromItsFirstUsersOn() =>
        PairCoherence.Deviations(Profiles, All(true))[^7..^3].ShouldAllBe(d => d > 2, "no rank leaves them out");

    [Fact]
    public void WhoIsNotCounted_ShouldVouchForNobody()
    {
        var counted = All(true);
        Array.Fill(counted, false, Users - 7, 4);

        PairCoherence.Deviations(Profiles, counted)[^7..^3].ShouldAllBe(d => d < -2);
    }

    [Fact]
    public void Score_ShouldBeTheMeanCosineOfThePairs_OverTheOthers()
    {
        var profiles = CsrMatrix.FromEntries(
            5,
            3,
            [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1), (2, 0, 1), (2, 1, 1), (3, 0, 1), (4, 0, 1), (4, 2, 1)]
        );

        var deviations = PairCoherence.Deviations(profiles, [true, true, true, true, true]);

        // c = 2 / √(5 · 3) for users 0 to 2 and 0 for user 4: a mean of 3 c / 4, a deviation of c √3 / 4.
        deviations[0].ShouldBe(1 / Math.Sqrt(3), 1e-5);
        deviations[4].ShouldBe(-Math.Sqrt(3), 1e-5);
        deviations[3].ShouldBe(0, "a single click follows from nothing");
    }

    [Fact]
    public void Flags_ShouldBeAsManyAsUsers() =>
        Should.Throw<ArgumentException>(() => PairCoherence.Deviations(Profiles, [true])).Message.ShouldContain("1 flags");

    private static bool[] All(bool flag) => [.. Enumerable.Repeat(flag, Users)];

    private static CsrMatrix Draw()
    {
        var random = new SeededRandom(5);
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < Users; u++)
        {
            int[] items = u switch
            {
                >= Users - 3 => [.. random.Sample(80, 10)],
                >= Users - 7 => [.. random.Sample(12, 10).Select(i => 80 + i)],
                _ => [.. random.Sample(40, 10).Select(i => (u % 2 * 40) + i)],
            };
            entries.AddRange(items.Select(i => (u, i, 1f)));
        }

        return CsrMatrix.FromEntries(Users, 92, entries);
    }
}
