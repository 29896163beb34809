using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Scenarios;

public sealed class AttackTruthTests : IDisposable
{
    private static readonly AttackTruth Truth = new([
        new("f1", new FakeTruth("random", 1, [])),
        new("f2", new FakeTruth("segment", 2, [])),
        new("f3", new FakeTruth("random", 2, [])),
    ]);

    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Recalls_ShouldSumToTheWhole_ByAttackAndByWave()
    {
        var figures = Truth.Recalls(user => user != "f1", "are held").ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

        ((AttackRecall[])figures["recall_by_attack"]!).ShouldBe([new("random", 2, 1, 0.5), new("segment", 1, 1, 1)]);
        ((WaveRecall[])figures["recall_by_wave"]!).ShouldBe([new(1, 1, 0, 0), new(2, 2, 2, 1)]);
    }

    [Fact]
    public void Waves_ShouldNotBeTold_WhereThereIsOne() =>
        new AttackTruth([.. Truth.Fakes.Take(1)]).Recalls([true], "are held").Select(f => f.Name).ShouldBe(["recall_by_attack"]);

    [Fact]
    public void Repetitions_ShouldBeAsTrue()
    {
        var twice = Truth.Repeated(2).Fakes;

        twice.Select(f => f.Key).ShouldBe(["f1", "f2", "f3", "f1~2", "f2~2", "f3~2"]);
        twice.Select(f => f.Value.Attack).ShouldBe(["random", "segment", "random", "random", "segment", "random"]);
    }

    [Fact]
    public void Truth_ShouldBeFoundBesideTheFakes_UnlessAnotherIsNamed()
    {
        var fakes = tiny.File("all.csv", "user,item\nf2,i1\nf1,i1\nf2,i2\n");
        AttackTruth.Of(named: null, fakes).ShouldBeNull();
        AttackTruth.Of(named: null, fakes: null).ShouldBeNull();
        tiny.File("all.truth.csv", "user,attack,wave,targets\nf1,random,,\nf2,segment,,\n");
        var named = tiny.File("named.csv", "user,attack,wave,targets\nf1,other,,\nf2,other,,\n");

        AttackTruth.Of(named: null, fakes)!.Fakes.Select(f => $"{f.Key} {f.Value.Attack}").ShouldBe(["f2 segment", "f1 random"]);
        AttackTruth.Of(named, fakes)!.Fakes.ShouldAllBe(f => f.Value.Attack == "other");
        Should.Throw<InvalidDataException>(() => AttackTruth.Of(named, fakes: null)).Message.ShouldContain("--truth means nothing without --fakes");
    }
}
