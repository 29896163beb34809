using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class SanitizeCommandTests : IDisposable
{
    private static readonly string[] Targets = ["i200", "i300", "i400", "i500"];
    private readonly TinyData tiny = new();
    private readonly string crowd;
    private readonly string fakes;

    public SanitizeCommandTests()
    {
        crowd = tiny.File("crowd.csv", string.Concat(Users(800, "u", seed: 5).Select(r => $"{r.User},{r.Item},1\n")));
        fakes = tiny.PathOf("crowd-fakes.csv");
        FakesFile.Write(
            fakes,
            [
                .. Users(12, "fake-", seed: 6).Where(r => !Targets.Contains(r.Item)),
                .. Enumerable.Range(0, 12).SelectMany(f => Targets.Select(t => new Rating($"fake-{f}", t, 1, null))),
            ]
        );
    }

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Sanitize_ShouldTakeTheFakesOut_AndSayWhy()
    {
        var (clean, report, json) = (tiny.PathOf("clean.csv"), tiny.PathOf("report.json"), tiny.PathOf("out.json"));

        var run = await LabRun.Of("sanitize", "--data", crowd, "--fakes", fakes, "--out", clean, "--report", report, "--json", json);

        run.ShouldHaveDoneIt();
        var result = LabRun.Json(json);
        (result.GetProperty("removed").GetInt32(), result.GetProperty("users").GetInt32()).ShouldBe((12, 812));
        (result.GetProperty("recall").GetDouble(), result.GetProperty("fpr").GetDouble()).ShouldBe((1, 0));
        // What is left is the data as it was.
        DataSet.Load(clean).Whole().Train.Count.ShouldBe(DataSet.Load(crowd).Whole().Train.Count);
        var campaign = LabRun.JsonOf(report).GetProperty("campaigns")[0];
        campaign.GetProperty("finding").GetString().ShouldBe("campaign");
        var items = campaign.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("core").GetBoolean());
        items.Select(i => i.GetProperty("item").GetString()).ShouldBe(Targets, ignoreOrder: true);
        var users = campaign.GetProperty("users").EnumerateArray().ToList();
        users.Count.ShouldBe(12);
        users.ShouldAllBe(u => u.GetProperty("user").GetString()!.StartsWith("fake-") && u.GetProperty("nats").GetDouble() > 10);
    }

    [Fact]
    public async Task Sanitize_ShouldLeaveCleanDataAsItIs()
    {
        var (clean, json) = (tiny.PathOf("clean.csv"), tiny.PathOf("out.json"));

        (await LabRun.Of("sanitize", "--data", tiny.Data, "--out", clean, "--json", json)).ShouldHaveDoneIt();

        LabRun.Json(json).GetProperty("removed").GetInt32().ShouldBe(0);
        LabRun.Json(json).TryGetProperty("recall", out _).ShouldBeFalse("nobody knows who is fake");
        FakesFile.Read(clean).OrderBy(r => r.User).ThenBy(r => r.Item).ShouldBe(tiny.Ratings.OrderBy(r => r.User).ThenBy(r => r.Item));
    }

    [Fact]
    public async Task Sanitize_ShouldKeepTheOrderInTime_WhateverIsLeftOfFakesWithoutTimes()
    {
        var timed = tiny.File("timed.csv", string.Concat(tiny.Ratings.Select((r, at) => $"{r.User},{r.Item},1,{1_700_000_000 + at}\n")));
        var clean = tiny.PathOf("clean.csv");

        (await LabRun.Of("sanitize", "--data", timed, "--fakes", tiny.Fakes(3), "--out", clean)).ShouldHaveDoneIt();

        var left = DataSet.Load(clean).Whole();
        left.HasTimestamps.ShouldBeTrue();
        left.Train.Where(r => r.User.StartsWith("fake-", StringComparison.Ordinal)).ShouldNotBeEmpty("three are no campaign");
    }

    // Twenty clicks each, by popularity.
    private static IEnumerable<Rating> Users(int count, string name, ulong seed)
    {
        var random = new SeededRandom(seed);
        return Enumerable
            .Range(0, 20 * count)
            .Select(c => new Rating($"{name}{c / 20}", $"i{(int)Math.Pow(2_000, random.NextDouble())}", 1, null))
            .DistinctBy(r => (r.User, r.Item));
    }
}
