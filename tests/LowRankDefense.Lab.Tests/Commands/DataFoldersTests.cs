using System.Text.Json;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>Data sets are found by name where LOWRANK_DATASETS says.</summary>
public sealed class DataFoldersTests : IDisposable
{
    private const string Variable = "LOWRANK_DATASETS";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);
    private readonly TinyData tiny = new();

    public DataFoldersTests()
    {
        foreach (var name in new[] { "tastes", "films" })
        {
            Directory.CreateDirectory(tiny.PathOf($"sets/{name}"));
            File.Copy(tiny.Data, tiny.PathOf($"sets/{name}/train.csv"));
        }

        Environment.SetEnvironmentVariable(Variable, tiny.PathOf("sets"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, before);
        tiny.Dispose();
    }

    [Fact]
    public async Task Data_ShouldBeFoundByItsName_AndTheResultSayWhatWasRead()
    {
        tiny.File("sets/tastes/test.csv", "user,item\nu1,i1\n");

        var result = await Attack("--data", "tastes");

        result.GetProperty("verb").GetString().ShouldBe("attack random");
        result.GetProperty("seed").GetInt32().ShouldBe(1);
        var inputs = result.GetProperty("inputs").EnumerateArray().ToList();
        inputs.Select(i => i.GetProperty("file").GetString()).ShouldBe(["train.csv", "test.csv"]);
        inputs.ShouldAllBe(i => i.GetProperty("option").ValueEquals("--data") && i.GetProperty("path").ValueEquals("tastes"));
        // printf 'user,item\nu1,i1\n' | sha256sum
        inputs[1].GetProperty("sha256").GetString().ShouldBe("481f40959cb6e8b2e3ce118725338a91001b893ddd61dcba9e05eb61e2990ca8");
    }

    [Fact]
    public async Task Path_ShouldGoBeforeAName()
    {
        var result = await Attack("--data", tiny.Data);

        result.GetProperty("inputs")[0].GetProperty("path").GetString().ShouldBe(tiny.Data);
    }

    [Fact]
    public async Task UnknownName_ShouldBeAnsweredWithThoseThereAre()
    {
        var run = await LabRun.Of("attack", "random", "--data", "taste", "--out", tiny.PathOf("out"));

        run.ShouldHaveFailed(2, "--data: taste is neither", $"in {tiny.PathOf("sets")}, which has films, tastes: did you mean tastes?", Variable);
    }

    [Fact]
    public async Task Variable_ShouldBeExplained_WhenItIsNotSet()
    {
        Environment.SetEnvironmentVariable(Variable, null);

        var run = await LabRun.Of("attack", "random", "--data", "tastes", "--out", tiny.PathOf("out"));

        run.ShouldHaveFailed(2, "--data: tastes is neither", $"set {Variable} to the folder that has your data sets");
    }

    private async Task<JsonElement> Attack(params string[] options)
    {
        var (fakes, json) = (tiny.PathOf("fakes.csv"), tiny.PathOf("out.json"));
        (await LabRun.Of(["attack", "random", "--out", fakes, "--json", json, .. options])).ShouldHaveDoneIt();
        FakesFile.Read(fakes).ShouldNotBeEmpty();
        return LabRun.Json(json);
    }
}
