using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class HouseArrivalsTests
{
    private const int Genuine = 900;
    private const int Fakes = 40;
    private static readonly int[] Targets = [3, 83, 163, 203, 283];
    private static readonly CsrMatrix Users = Communities.Draw(Genuine, 0, seed: 4).Profiles;

    [Fact]
    public void WhoIsHeld_ShouldBeTrustedInNothing_AndGenuineUsersInNearlyAll()
    {
        var house = Arrived(Communities.Pushers(Fakes, Targets, seed: 5));

        var removed = house.Removed();

        removed.AllFakes.ShouldBe(Fakes);
        removed.Fakes.ShouldBeGreaterThan(Fakes * 3 / 4);
        removed.Genuine.ShouldBeLessThan(10);
        var trust = removed.Trust.ShouldNotBeNull();
        trust.Length.ShouldBe(Genuine + Fakes);
        removed.Rows.ShouldAllBe(row => trust[row] == 0f);
        trust.ShouldAllBe(t => t >= 0f && t <= 1f);
        trust.Take(Genuine).Average().ShouldBeGreaterThan(0.7f);
    }

    [Fact]
    public void Delays_ShouldBeThoseOfFakesOrOfGenuineUsers_AndNoMoreThanAreAskedFor()
    {
        var house = Arrived(Communities.Pushers(Fakes, Targets, seed: 5));

        house.Delays(ofFakes: true, most: 1_000, seed: 1).Length.ShouldBe(Fakes);
        house.Delays(ofFakes: true, most: 1_000, seed: 1).Count(d => d is not null).ShouldBeGreaterThan(Fakes / 2);
        house.Delays(ofFakes: false, most: 100, seed: 1).Length.ShouldBe(100);
        house.Delays(ofFakes: false, most: 1_000, seed: 1).Count(d => d is not null).ShouldBeLessThan(20);
    }

    private static HouseArrivals Arrived(CsrMatrix fakes) => HouseArrivals.Of(Data(), fakes, Targets, seed: 1, CancellationToken.None);

    // Dense numbers are their own rows and columns.
    private static StudyData Data() =>
        new(
            new DataSet(
                "communities",
                [
                    .. Enumerable
                        .Range(0, Genuine)
                        .SelectMany(u => Users.ColumnsOf(u).ToArray().Select(i => new Rating($"{u}", $"{i}", 1f, Timestamp: null))),
                ],
                []
            )
        );
}
