using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class ComposeCommandTests : IDisposable
{
    private const long Start = 1_700_000_000_000;
    private const long Step = 60_000;
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Compose_ShouldKeepEveryProfile_AndLetNeitherIdNorOrderTellTheAttack()
    {
        await Attack("random", "a", count: 30, "i1,i2");
        await Attack("segment", "b", count: 30, "i2,i3");

        var (fakes, truth) = await Compose("--seed", "3");

        string[] before = [.. Profiles(FakesFile.Read(tiny.PathOf("a.csv"))), .. Profiles(FakesFile.Read(tiny.PathOf("b.csv")))];
        Profiles(fakes).ShouldBe(before, ignoreOrder: true);
        fakes.Select(r => r.User).Distinct().ShouldBe(Enumerable.Range(1, 60).Select(n => $"fake-{n}"));
        foreach (var own in fakes.GroupBy(r => r.User, StringComparer.Ordinal))
        {
            var at = Array.IndexOf(before, Profiles([.. own]).Single());
            truth[own.Key].Attack.ShouldBe(at < 30 ? "random" : "segment");
            truth[own.Key].Targets.ShouldBe(at < 30 ? ["i1", "i2"] : ["i2", "i3"]);
            truth[own.Key].Wave.ShouldBeNull();
        }

        Enumerable.Range(1, 30).Count(n => truth[$"fake-{n}"].Attack == "random").ShouldBeInRange(8, 22, "half of them in each half of the ids");
        fakes.ShouldAllBe(r => r.Timestamp == null && r.Place == null, "nobody asked for times");
    }

    [Fact]
    public async Task Disguises_ShouldBePutOnOneAfterTheOther_AndTheTruthStay()
    {
        await Attack("random", "a", count: 30, "i1,i2");

        var (fakes, truth) = await Compose("--disguise", "size-matched", "--disguise", "one-target");

        foreach (var own in fakes.GroupBy(r => r.User, StringComparer.Ordinal))
        {
            own.Count(r => r.Item is "i1" or "i2").ShouldBe(1);
            truth[own.Key].Targets.ShouldBe(["i1", "i2"]);
        }

        fakes.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.Count()).Distinct().Count().ShouldBeGreaterThan(3, "of genuine lengths");
        LabRun.Json(tiny.PathOf("all.json")).GetProperty("disguises").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task AdaptiveFakes_ShouldAskTheDetectorThatWasWritten()
    {
        await Attack("random", "a", count: 10, "i1,i2");
        var detector = tiny.PathOf("detector.bin");
        (await LabRun.Of("train-detector", "--data", tiny.Data, "--fakes", tiny.Fakes(60), "--out", detector)).ShouldHaveDoneIt();

        var (fakes, _) = await Compose("--disguise", "adaptive", "--detector", detector, "--queries", "20");

        Profiles(fakes).Intersect(Profiles(FakesFile.Read(tiny.PathOf("a.csv")))).Count().ShouldBeLessThan(10, "they are flagged as they are");
    }

    [Fact]
    public async Task Record_ShouldNameAllTargets_ToWhatReadsTheFakes()
    {
        await Attack("random", "a", count: 4, "i1,i2");
        await Attack("random", "b", count: 3, "i2,i3");

        await Compose();

        var result = LabRun.Json(tiny.PathOf("all.json"));
        result.GetProperty("attack").GetString().ShouldBe("compose");
        result.GetProperty("fakes").GetInt32().ShouldBe(7);
        result.GetProperty("targets").EnumerateArray().Select(t => t.GetString()).ShouldBe(["i1", "i2", "i3"]);
        var attacks = result.GetProperty("attacks").EnumerateArray().ToList();
        attacks.Select(a => a.GetProperty("attack").GetString()).ShouldBe(["random", "random-2"], "they have other targets");
        attacks.Select(a => a.GetProperty("fakes").GetInt32()).ShouldBe([4, 3]);
        result.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("file").GetString()).ShouldBe(["a.csv", "b.csv", "ratings.csv"]);
        string[] evaluate = ["evaluate", "recommender", "--data", tiny.Data, "--model", "popularity", "--fakes", tiny.PathOf("all.csv")];
        (await LabRun.Of(evaluate)).ShouldHaveDoneIt().Output.ShouldContain("target_hr@50");
    }

    [Fact]
    public async Task Fakes_ShouldHaveTimes_WhereTheDataHas_AndPlacesElsewhere()
    {
        await Attack("random", "a", count: 20, "i1");

        var (placed, _) = await Compose("--schedule", "burst", "--start", "0.7", "--length", "0.1");
        var (timed, truth) = await Compose(["--schedule", "waves", "--wave-starts", "0.5", "0.9", "--length", "0.1"], Timed());

        placed.ShouldAllBe(r => r.Place >= 0.7f && r.Place <= 0.8f && r.Timestamp == null);
        foreach (var fake in timed)
        {
            var from = truth[fake.User].Wave == 1 ? 0.5 : 0.9;
            var place = (fake.Timestamp!.Value - Start) / (double)Step / tiny.Ratings.Count;
            place.ShouldBeInRange(from - 0.001, from + 0.101);
        }

        truth.Values.Count(t => t.Wave == 1).ShouldBe(10);
        File.ReadLines(tiny.PathOf("all.csv")).First().ShouldBe("user,item,value,timestamp");
    }

    [Fact]
    public async Task Compose_ShouldBeTheSame_WhenTheSeedIs()
    {
        await Attack("random", "a", count: 9, "i1");
        async Task<string> Text(string seed)
        {
            await Compose("--schedule", "mimicry", "--seed", seed);
            return await File.ReadAllTextAsync(tiny.PathOf("all.csv"));
        }

        (await Text("5")).ShouldBe(await Text("5"));
        (await Text("6")).ShouldNotBe(await Text("5"));
    }

    [Fact]
    public async Task Compose_ShouldRefuseFakes_ThatAreOfOtherData()
    {
        await Attack("random", "a", count: 2, "i1");
        var other = tiny.File("other.csv", "user,item\nu1,x\n");
        var taken = tiny.File("taken.csv", string.Concat(tiny.Ratings.Select(r => $"{r.User},{r.Item}\n")) + "fake-2,i1\n");

        (await Run(other, [])).ShouldHaveFailed(2, "has the item", "which other does not have", "make the fakes for this data set");
        (await Run(taken, [])).ShouldHaveFailed(2, "a user 'fake-2'", "without fakes in it");
    }

    private string Timed() =>
        tiny.File(
            "timed.csv",
            "user,item,value,timestamp\n" + string.Concat(tiny.Ratings.Select((r, at) => $"{r.User},{r.Item},1,{Start + (at * Step)}\n"))
        );

    private static IEnumerable<string> Profiles(IReadOnlyList<Rating> fakes) =>
        fakes.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => string.Join(' ', own.Select(r => $"{r.Item}={r.Value}")));

    private async Task Attack(string attack, string name, int count, string targets)
    {
        string[] line = ["attack", attack, "--data", tiny.Data, "--count", $"{count}", "--targets", targets];
        (await LabRun.Of([.. line, "--out", tiny.PathOf($"{name}.csv"), "--json", tiny.PathOf($"{name}.json")])).ShouldHaveDoneIt();
    }

    private Task<(IReadOnlyList<Rating> Fakes, IReadOnlyDictionary<string, FakeTruth> Truth)> Compose(params string[] options) =>
        Compose(options, tiny.Data);

    private async Task<(IReadOnlyList<Rating> Fakes, IReadOnlyDictionary<string, FakeTruth> Truth)> Compose(string[] options, string data)
    {
        (await Run(data, options)).ShouldHaveDoneIt();
        var fakes = FakesFile.Read(tiny.PathOf("all.csv"));
        return (fakes, TruthFile.Read(tiny.PathOf("all.truth.csv"), fakes));
    }

    private Task<LabRun> Run(string data, string[] options)
    {
        string[] files = [.. new[] { "a.csv", "b.csv" }.Select(tiny.PathOf).Where(File.Exists)];
        return LabRun.Of([
            "attack",
            "compose",
            .. files,
            "--data",
            data,
            "--out",
            tiny.PathOf("all.csv"),
            "--json",
            tiny.PathOf("all.json"),
            .. options,
        ]);
    }
}
