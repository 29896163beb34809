using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys20;

public class FakeProfilesTests
{
    private const int Items = 4;
    private const int Target = 3;

    [Fact]
    public void Step_ShouldGoDown_AndEveryFakeAsFar_HoweverLongItsGradient()
    {
        var fakes = Descended(new RecSys20Options(), [-1e-6f, 1e-6f, 0, 0]);

        fakes.ShouldBe([1f, 0f, 0f, 0f]);
    }

    [Fact]
    public void Step_ShouldLeaveAlone_WhatWouldGetNoHigherThanTheThreshold()
    {
        // −0.07 / ‖g‖ lies between the two thresholds.
        float[] gradient = [-1, -0.07f, 0, 0];

        Descended(new RecSys20Options { Threshold = 0.05 }, gradient).ShouldBe([1f, 1f, 0f, 0f]);
        Descended(new RecSys20Options { Threshold = 0.1 }, gradient).ShouldBe([1f, 0f, 0f, 0f]);
    }

    [Fact]
    public void FixedClicks_ShouldHaveNoSayInTheLengthOfAStep()
    {
        float[] gradient = [-1, 0, 0, -100];

        Descended(new RecSys20Options { ClickTargets = true }, gradient).ShouldBe([1f, 0f, 0f, 1f]);
        Descended(new RecSys20Options(), gradient).ShouldBe([0f, 0f, 0f, 1f]);
    }

    private static float[] Descended(RecSys20Options options, float[] gradient)
    {
        var fakes = new FakeProfiles(new DenseMatrix(1, Items), new DenseMatrix(1, Items), options, [Target]);
        fakes.Descend(new DenseMatrix(1, Items, [.. gradient]));
        return fakes.Clicked.Row(0).ToArray();
    }
}
