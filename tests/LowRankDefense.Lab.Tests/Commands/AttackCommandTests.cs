using System.Text.Json;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class AttackCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public static TheoryData<string> Attacks => [.. AttackCatalog.Names];

    public void Dispose() => tiny.Dispose();

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Attack_ShouldWriteFakesWithTheirTargets(string attack)
    {
        var (fakes, json) = (tiny.PathOf("out.csv"), tiny.PathOf("out.json"));

        var run = await LabRun.Of("attack", attack, "--data", tiny.Data, "--out", fakes, "--count", "7", "--targets", "i1,i2", "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldContain(fakes);
        var written = FakesFile.Read(fakes).GroupBy(r => r.User, StringComparer.Ordinal).ToList();
        written.Count.ShouldBe(7);
        written.ShouldAllBe(fake => fake.Any(r => r.Item == "i1") && fake.Any(r => r.Item == "i2"));
        var result = LabRun.Json(json);
        result.GetProperty("attack").GetString().ShouldBe(attack);
        result.GetProperty("fakes").GetInt32().ShouldBe(7);
        result.GetProperty("interactions").GetInt32().ShouldBe(written.Sum(f => f.Count()));
        result.GetProperty("targets").EnumerateArray().Select(t => t.GetString()).ShouldBe(["i1", "i2"]);
    }

    [Fact]
    public async Task Attack_ShouldMakeTheShareAndDrawFiveTargets_WhenNoneAreNamed()
    {
        var json = tiny.PathOf("out.json");

        (await LabRun.Of("attack", "random", "--data", tiny.Data, "--out", tiny.PathOf("f"), "--share", "0.05", "--json", json)).ShouldHaveDoneIt();

        var result = LabRun.Json(json);
        result.GetProperty("fakes").GetInt32().ShouldBe(15);
        result.GetProperty("targets").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task Attack_ShouldBeTheSame_WhenTheSeedIs()
    {
        await LabRun.Of("attack", "average", "--data", tiny.Data, "--out", tiny.PathOf("a"), "--seed", "7");
        await LabRun.Of("attack", "average", "--data", tiny.Data, "--out", tiny.PathOf("b"), "--seed", "7");
        await LabRun.Of("attack", "average", "--data", tiny.Data, "--out", tiny.PathOf("c"), "--seed", "8");

        File.ReadAllText(tiny.PathOf("b")).ShouldBe(File.ReadAllText(tiny.PathOf("a")));
        File.ReadAllText(tiny.PathOf("c")).ShouldNotBe(File.ReadAllText(tiny.PathOf("a")));
    }

    [Fact]
    public async Task List_ShouldNameEveryAttackWithWhatItsFakesAreLike()
    {
        var list = (await LabRun.Of("attack", "list")).ShouldHaveDoneIt().Output;

        foreach (var name in AttackCatalog.Names)
            list.ShouldContain(AttackCatalog.ByName(name).Description);
        list.ShouldContain("recsys19");
        list.ShouldContain("recsys20");
        list.ShouldNotContain("compose", Case.Sensitive, "it makes no fakes of its own");
    }

    [Fact]
    public async Task LearnedAttack_ShouldWriteItsFakes_AndTheHarmTheyDo()
    {
        var (fakes, json, checkpoint, page) = (tiny.PathOf("out.csv"), tiny.PathOf("out.json"), tiny.PathOf("attack.bin"), tiny.PathOf("page.html"));
        string[] line =
        [
            .. new[] { "attack", "recsys20", "--data", tiny.Data, "--out", fakes, "--json", json, "--checkpoint", checkpoint },
            .. new[] { "--count", "6", "--targets", "i3,i44", "--epochs", "2", "--rank", "8", "--victims", "2", "--click-targets" },
            .. new[] { "--report", page },
        ];

        (await LabRun.Of(line)).ShouldHaveDoneIt();

        var written = FakesFile.Read(fakes).GroupBy(r => r.User, StringComparer.Ordinal).ToList();
        written.Count.ShouldBe(6);
        written.ShouldAllBe(fake => fake.Any(r => r.Item == "i3") && fake.Any(r => r.Item == "i44"));
        var result = LabRun.Json(json);
        result.GetProperty("attack").GetString().ShouldBe("recsys20");
        result.GetProperty("targets").EnumerateArray().Select(t => t.GetString()).ShouldBe(["i3", "i44"]);
        result.GetProperty("fakes_that_click_a_target").GetInt32().ShouldBe(6);
        result.GetProperty("target_hr_at_50_other_seeds").GetArrayLength().ShouldBe(2);
        result.GetProperty("history").EnumerateArray().Select(s => s.GetProperty("epoch").GetInt32()).ShouldBe([1, 2]);
        File.ReadAllText(page).Split("<svg").Length.ShouldBe(3, "two curves: the fakes have as many clicks in both steps");
        var before = File.ReadAllText(fakes);

        (await LabRun.Of(line)).ShouldHaveDoneIt();

        File.ReadAllText(fakes).ShouldBe(before, "the attack was over, and only the victims were trained again");
    }

    [Theory]
    [InlineData("wrmf-als", 2)]
    [InlineData("none", 0)]
    public async Task LearnedAttack_ShouldMeasureTheSameVictims_WhateverTheSurrogate(string surrogate, int steps)
    {
        var (fakes, json, page) = (tiny.PathOf("out.csv"), tiny.PathOf("out.json"), tiny.PathOf("page.html"));

        var run = await LabRun.Of([
            .. new[] { "attack", "recsys20", "--data", tiny.Data, "--out", fakes, "--json", json, "--surrogate", surrogate },
            .. new[] { "--count", "6", "--targets", "i3,i44", "--epochs", "2", "--rank", "8", "--victims", "1", "--report", page },
        ]);

        run.ShouldHaveDoneIt().Output.ShouldContain(surrogate);
        FakesFile.Read(fakes).Select(r => r.User).Distinct().Count().ShouldBe(6);
        var result = LabRun.Json(json);
        result.GetProperty("surrogate").GetString().ShouldBe(surrogate);
        result.GetProperty("history").GetArrayLength().ShouldBe(steps);
        (result.GetProperty("best_epoch").ValueKind == JsonValueKind.Null).ShouldBe(steps == 0);
        result.GetProperty("target_hr_at_50_other_seeds").GetArrayLength().ShouldBe(1);
        File.ReadAllText(page).Split("<svg").Length.ShouldBe(steps == 0 ? 1 : 4);
    }

    [Fact]
    public async Task LearnedProfiles_ShouldBeWritten_WithTheHarmTheyDoAloneAndBesideThoseOfAnotherAttack()
    {
        var (fakes, json, page) = (tiny.PathOf("out.csv"), tiny.PathOf("out.json"), tiny.PathOf("page.html"));
        var beside = tiny.PathOf("beside.csv");
        string[] other = ["attack", "popularity", "--data", tiny.Data, "--out", beside, "--targets", "i3", "--count", "8"];
        (await LabRun.Of([.. other, "--json", tiny.PathOf("beside.json")])).ShouldHaveDoneIt();

        var run = await LabRun.Of([
            .. new[] { "attack", "recsys19", "--data", tiny.Data, "--out", fakes, "--json", json, "--report", page, "--beside", beside },
            .. new[]
            {
                "--count",
                "20",
                "--targets",
                "i3,i44",
                "--epochs",
                "2",
                "--width",
                "0.05",
                "--steps",
                "3",
                "--fillers",
                "7",
                "--victims",
                "2",
            },
        ]);

        run.ShouldHaveDoneIt().Output.ShouldContain("recsys19 + popularity");
        var written = FakesFile.Read(fakes).GroupBy(r => r.User, StringComparer.Ordinal).ToList();
        written.Count.ShouldBe(20);
        written.ShouldAllBe(fake => fake.Count() == 9 && fake.Any(r => r.Item == "i3") && fake.Any(r => r.Item == "i44"));
        var result = LabRun.Json(json);
        result.GetProperty("history").GetArrayLength().ShouldBe(3);
        var parameters = result.GetProperty("parameters");
        parameters.GetProperty("step_length").GetDouble().ShouldBe(0.05, "the default");
        (parameters.GetProperty("steps").GetInt32(), parameters.GetProperty("intent").GetString()).ShouldBe((3, "hits"));
        parameters.EnumerateObject().Select(o => o.Name).ShouldNotContain("out");
        var harm = result.GetProperty("harm").EnumerateArray().ToList();
        harm.Select(h => $"{h.GetProperty("victim").GetString()}: {h.GetProperty("fakes").GetString()}")
            .ShouldBe([
                "pmf: none",
                "pmf: as drawn",
                "pmf: recsys19",
                "wrmf-sgd: none",
                "wrmf-sgd: as drawn",
                "wrmf-sgd: recsys19",
                "wrmf-sgd: popularity",
                "wrmf-sgd: recsys19 + popularity",
            ]);
        foreach (var row in harm)
        {
            row.GetProperty("target_hits").GetArrayLength().ShouldBe(2);
            (row.GetProperty("lift").ValueKind == JsonValueKind.Null).ShouldBe(row.GetProperty("fakes").GetString() == "none");
            row.GetProperty("published").ValueKind.ShouldBe(JsonValueKind.Null, "this is not the data of the paper");
        }

        // 20 of 320 profiles have both targets.
        harm[5].GetProperty("lift").GetDouble().ShouldBeGreaterThan(0);
        File.ReadAllText(page).Split("<svg").Length.ShouldBe(3, "two curves: all steps have as many interactions");
    }

    [Fact]
    public async Task TargetsWrittenBesideTheFakes_ShouldBeKnownToWhatReadsThem_UnlessOthersAreNamed()
    {
        var fakes = tiny.PathOf("out.csv");
        string[] line = ["attack", "random", "--data", tiny.Data, "--out", fakes, "--targets", "i3,i44", "--json", tiny.PathOf("out.json")];
        (await LabRun.Of(line)).ShouldHaveDoneIt();
        string[] evaluate = ["evaluate", "recommender", "--data", tiny.Data, "--model", "popularity", "--fakes", fakes];

        (await LabRun.Of([.. evaluate, "--json", tiny.PathOf("result.json")])).ShouldHaveDoneIt().Output.ShouldContain("target_hr@50");
        LabRun
            .Json(tiny.PathOf("result.json"))
            .GetProperty("inputs")
            .EnumerateArray()
            .Select(i => i.GetProperty("file").GetString())
            .ShouldBe(["out.csv", "out.json", "ratings.csv"], ignoreOrder: true);

        (await LabRun.Of([.. evaluate, "--targets", "i999"])).ShouldHaveFailed(2, "i999");
        File.WriteAllText(tiny.PathOf("out.json"), "{");
        (await LabRun.Of(evaluate)).ShouldHaveFailed(2, "out.json", "no JSON");
        File.WriteAllText(tiny.PathOf("out.json"), """{"verb": "attack random", "targets": ["elsewhere"]}""");
        (await LabRun.Of(evaluate)).ShouldHaveFailed(2, "out.json", "'elsewhere'", "--targets");
        File.WriteAllText(tiny.PathOf("out.json"), """{"verb": "attack random", "targets": null}""");
        (await LabRun.Of(evaluate)).ShouldHaveDoneIt().Output.ShouldNotContain("target_hr");
        File.WriteAllText(tiny.PathOf("out.json"), "[]");
        (await LabRun.Of(evaluate)).ShouldHaveDoneIt().Output.ShouldNotContain("target_hr");
    }
}
