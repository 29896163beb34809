using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public sealed class StepGraphTests : IDisposable
{
    private readonly TinyData folder = new();
    private readonly List<string> taken = [];
    private readonly StepCache cache;

    public StepGraphTests() => cache = new StepCache(new DirectoryInfo(folder.PathOf("cache")));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Steps_ShouldBeTakenOnce_AndBehindWhatTheyNeed()
    {
        var (attack, other) = (Number("attack", 2), Number("attack", 3));
        var (clean, hit) = (Sum("victim", attack), Sum("victim", attack, other));

        new StepGraph([hit, clean, hit]).Run(cache, _ => { }, CancellationToken.None);

        taken.ShouldBe(["attack 2", "attack 3", "victim of 2", "victim of 1"]);
        hit.In(cache).ShouldBe(5);
        clean.In(cache).ShouldBe(2);
    }

    [Fact]
    public void Rerun_ShouldTakeOnlyWhatWasNotTaken_AndComeToTheSame()
    {
        using var stop = new CancellationTokenSource();
        var (first, second) = (Number("attack", 0.1), Number("attack", 0.2));
        Should.Throw<OperationCanceledException>(() =>
            new StepGraph([Sum("victim", first, second)]).Run(
                cache,
                progress =>
                {
                    if (progress.Next == "attack 0.2")
                        stop.Cancel();
                },
                stop.Token
            )
        );
        taken.ShouldBe(["attack 0.1"]);

        var again = Sum("victim", Number("attack", 0.1), Number("attack", 0.2));
        new StepGraph([again]).Run(cache, _ => { }, CancellationToken.None);

        taken.ShouldBe(["attack 0.1", "attack 0.2", "victim of 2"]);
        again.In(cache).ShouldBe(0.1 + 0.2, "to the last bit");
    }

    [Fact]
    public void Progress_ShouldSayWhatRemains_OnceAStepOfEachKindWasTaken()
    {
        var told = new List<StepProgress>();

        new StepGraph([Number("attack", 1), Number("attack", 2)]).Run(cache, told.Add, CancellationToken.None);

        told.Select(t => (t.Done, t.All, t.Next)).ShouldBe([(0, 2, "attack 1"), (1, 2, "attack 2"), (2, 2, "done")]);
        told.Select(t => t.Remaining is null).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Key_ShouldChangeWithParametersAndWithWhatIsNeeded_AndBeTheSameElse()
    {
        Number("attack", 2).Key.ShouldBe(Number("attack", 2).Key);
        Number("attack", 2).Key.ShouldNotBe(Number("attack", 3).Key);
        Number("attack", 2).Key.ShouldNotBe(Number("other", 2).Key);
        Sum("victim", Number("attack", 2)).Key.ShouldNotBe(Sum("victim", Number("attack", 3)).Key);
    }

    [Fact]
    public void ResultThatIsNone_ShouldBeRefused_WithItsFile()
    {
        var step = Number("attack", 2);
        Should.Throw<InvalidOperationException>(() => step.In(cache)).Message.ShouldContain("was not taken");
        new StepGraph([step]).Run(cache, _ => { }, CancellationToken.None);
        File.WriteAllText(Directory.GetFiles(folder.PathOf("cache")).Single(), "{");

        Should.Throw<InvalidDataException>(() => step.In(cache)).Message.ShouldContain("remove it, and it is computed again");
    }

    [Fact]
    public void Checkpoint_ShouldBeGone_OnceItsStepIsTaken()
    {
        Step<double>? step = null;
        step = new Step<double>(
            "attack",
            "attack",
            new { },
            [],
            (own, _) =>
            {
                File.WriteAllText(own.CheckpointOf(step!.Key), "half");
                return 1;
            }
        );

        new StepGraph([step]).Run(cache, _ => { }, CancellationToken.None);

        File.Exists(cache.CheckpointOf(step.Key)).ShouldBeFalse();
    }

    private Step<double> Number(string kind, double number) =>
        new(
            kind,
            FormattableString.Invariant($"attack {number}"),
            new { number },
            [],
            (_, stop) =>
            {
                stop.ThrowIfCancellationRequested();
                taken.Add(FormattableString.Invariant($"attack {number}"));
                return number;
            }
        );

    private Step<double> Sum(string kind, params Step<double>[] of) =>
        new(
            kind,
            $"victim of {of.Length}",
            new { },
            of,
            (own, _) =>
            {
                taken.Add($"victim of {of.Length}");
                return of.Sum(s => s.In(own));
            }
        );
}
