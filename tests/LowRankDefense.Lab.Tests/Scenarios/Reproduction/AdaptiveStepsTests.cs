using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public sealed class AdaptiveStepsTests : IDisposable
{
    private readonly TinyData folder = new();
    private readonly StudySettings settings = QuickSettings.Of(seeds: 2, seed: 1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WhoIsNotLetThrough_ShouldBeWhomTheSvmFindsThatWasAsked()
    {
        var attacks = new AttackSteps(settings);
        var adaptive = new AdaptiveSteps(settings, attacks, new DetectorSteps(settings, attacks));
        var cache = new StepCache(new DirectoryInfo(folder.PathOf("cache")));

        new StepGraph([adaptive.Paper(AskedDefense.Svm)]).Run(cache, _ => { }, CancellationToken.None);

        var (before, fakes) = (attacks.OnGowalla.In(cache), adaptive.Fakes(AskedDefense.Svm).In(cache));
        for (var f = 0; f < settings.Fakes; f++)
        {
            fakes.Items[f].Length.ShouldBe(before.Items[f].Length);
            fakes.Items[f].Intersect(attacks.TargetsOnGowalla).ShouldBe(before.Items[f].Intersect(attacks.TargetsOnGowalla), ignoreOrder: true);
        }

        var through = fakes.LetThrough.ShouldNotBeNull();
        through.Before.ShouldBeLessThan(settings.Fakes, "else there is nothing to evade");
        through.Behind.ShouldBeGreaterThan(through.Before);
        var found = adaptive.Paper(AskedDefense.Svm).In(cache);
        found.AllFakes.ShouldBe(settings.Fakes);
        found.Fakes.ShouldBe(settings.Fakes - through.Behind);
    }
}
