using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Experiments;

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
        var adaptive = new AdaptiveSteps(settings, attacks);
        var cache = new StepCache(new DirectoryInfo(folder.PathOf("cache")));

        new StepGraph([adaptive.Paper(AskedDefense.Svm), adaptive.Fakes(AskedDefense.Worker)]).Run(cache, _ => { }, CancellationToken.None);

        foreach (var asked in new[] { AskedDefense.Svm, AskedDefense.Worker })
        {
            var fakes = adaptive.Fakes(asked).In(cache);
            fakes.Items.Length.ShouldBe(settings.Fakes);
            var targets = attacks.OnGowalla.In(cache).Items.Select(own => own.Intersect(attacks.TargetsOnGowalla).ToArray()).ToArray();
            for (var f = 0; f < settings.Fakes; f++)
                fakes.Items[f].Intersect(attacks.TargetsOnGowalla).ShouldBe(targets[f], ignoreOrder: true);
        }

        FoundBefore(attacks.OnGowalla.In(cache).ToMatrix()).ShouldBeGreaterThan(0, "else there is nothing to evade");
        var found = adaptive.Paper(AskedDefense.Svm).In(cache);
        found.AllFakes.ShouldBe(settings.Fakes);
        found.Fakes.ShouldBe(settings.Fakes - adaptive.Fakes(AskedDefense.Svm).In(cache).LetThrough!.Value);
    }

    private int FoundBefore(CsrMatrix fakes)
    {
        var known = settings.Gowalla.Clicks.Train.StackAbove(fakes);
        bool[] isFake = [.. Enumerable.Range(0, known.Rows).Select(u => u >= known.Rows - fakes.Rows)];
        return new PaperDetector(new PaperDetectorOptions()).Learn(known, isFake, settings.Seed).Decide(fakes).Count(d => d > 0);
    }
}
