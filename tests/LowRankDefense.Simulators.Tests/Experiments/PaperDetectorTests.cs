using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Experiments;

public class PaperDetectorTests
{
    private const int Fakes = 30;
    private static readonly CsrMatrix Users = AttackData.Implicit().StackAbove(Alike());
    private static readonly bool[] IsFake = [.. Enumerable.Range(0, Users.Rows).Select(u => u >= Users.Rows - Fakes)];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void FakesThatAreAlike_ShouldBeFound_ByAnSvmThatHasNotSeenThem(bool ofAll, bool downSampled)
    {
        var decisions = Decide(
            new PaperDetectorOptions
            {
                Components = 4,
                ComponentsOfAll = ofAll,
                DownSampled = downSampled,
            }
        );

        Found(decisions, fake: true).ShouldBeGreaterThan(9 * Fakes / 10);
        Found(decisions, fake: false).ShouldBeLessThan(10);
    }

    [Fact]
    public void FakesThatAreGenuineUsers_ShouldNotBeFound()
    {
        bool[] drawn = [.. Enumerable.Range(0, 200).Select(u => u % 7 == 3)];

        var decisions = new PaperDetector(new PaperDetectorOptions { Components = 4 }).CrossValidate(AttackData.Implicit(), drawn, seed: 1);

        decisions.Where((_, u) => drawn[u]).Count(d => d > 0).ShouldBeLessThan(5, "nothing tells them from others, but having been seen");
    }

    [Fact]
    public void FakesOfAKnownKind_ShouldBeFound_AmongUsersOfWhomNoneWasSeen()
    {
        int[] known = [.. Enumerable.Range(0, Users.Rows).Where(u => u % 2 == 0)];
        int[] unknown = [.. Enumerable.Range(0, Users.Rows).Where(u => u % 2 == 1)];

        var decisions = new PaperDetector(new PaperDetectorOptions { Components = 4 }).Decide(
            Users.SelectRows(known),
            Array.ConvertAll(known, u => IsFake[u]),
            Users.SelectRows(unknown),
            seed: 1
        );

        decisions.Length.ShouldBe(unknown.Length);
        decisions.Where((d, at) => d > 0 && IsFake[unknown[at]]).Count().ShouldBeGreaterThan(12);
        decisions.Where((d, at) => d > 0 && !IsFake[unknown[at]]).Count().ShouldBeLessThan(5);
    }

    [Fact]
    public void WhatWasLearnt_ShouldDecideOnOneUserAsOnAll()
    {
        var detector = new PaperDetector(new PaperDetectorOptions { Components = 4 });

        var learnt = detector.Learn(Users, IsFake, seed: 1);

        var all = learnt.Decide(Users);
        all.ShouldBe(detector.Decide(Users, IsFake, Users, seed: 1));
        foreach (var user in new[] { 0, 50, Users.Rows - 1 })
            learnt.Decide(Users.SelectRows([user])).Single().ShouldBe(all[user], 1e-5);
    }

    [Fact]
    public void Decisions_ShouldBeThoseOfTheSeed()
    {
        var options = new PaperDetectorOptions
        {
            Components = 4,
            DownSampled = true,
            Svm = new SvmOptions { Kernel = SvmKernel.Rbf },
        };

        Decide(options).ShouldBe(Decide(options));
        Decide(options, seed: 2).ShouldNotBe(Decide(options));
    }

    [Fact]
    public void Components_ShouldBeCentredOnThoseTheyAreLearntFrom()
    {
        var half = AttackData.Implicit().SelectRows([.. Enumerable.Range(0, 100)]);

        var own = PaperDetector.Components(half, half, 3, new SeededRandom(1));

        for (var k = 0; k < 3; k++)
            Enumerable.Range(0, own.Rows).Average(r => own[r, k]).ShouldBe(0, 1e-4);
        var others = PaperDetector.Components(half, AttackData.Implicit(), 3, new SeededRandom(1));
        others.RowRange(0, 100).ToArray().ShouldBe(own.Data.ToArray(), 1e-5);
    }

    private static double[] Decide(PaperDetectorOptions options, ulong seed = 1) => new PaperDetector(options).CrossValidate(Users, IsFake, seed);

    private static int Found(double[] decisions, bool fake) =>
        Enumerable.Range(0, decisions.Length).Count(u => IsFake[u] == fake && decisions[u] > 0);

    // Fifteen of eighteen unpopular items each
    private static CsrMatrix Alike()
    {
        var random = new SeededRandom(5);
        return CsrMatrix.FromEntries(Fakes, 60, [.. Enumerable.Range(0, Fakes).SelectMany(f => random.Sample(18, 15).Select(i => (f, 42 + i, 1f)))]);
    }
}
