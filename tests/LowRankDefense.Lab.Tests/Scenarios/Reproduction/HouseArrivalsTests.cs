using LowRankDefense.Core.Verdicts;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Numerics.Matrices;
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
    public void FakesOfAKnownCampaign_ShouldBeConvictedClickByClick_AndGenuineUsersHardly()
    {
        var house = Arrived(Communities.Pushers(Fakes, Targets, seed: 5));

        var fakes = house.Delays(Communities.Pushers(30, Targets, seed: 6), seed: 1);
        var genuine = house.Delays(Communities.Draw(200, 0, seed: 7).Profiles, seed: 1);

        fakes.Count(d => d is not null).ShouldBeGreaterThan(15, "of 30 who had not come");
        fakes.ShouldAllBe(d => d == null || d >= new VerdictOptions().MinimumEvents);
        genuine.Length.ShouldBe(200);
        genuine.Count(d => d is not null).ShouldBeLessThan(5);
    }

    private static HouseArrivals Arrived(CsrMatrix fakes) => HouseArrivals.Of(Users, fakes, seed: 1, CancellationToken.None);
}
