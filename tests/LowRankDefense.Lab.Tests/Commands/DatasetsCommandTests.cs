using System.Net;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Datasets.Download;
using LowRankDefense.TestKit;
using LowRankDefense.TestKit.Http;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class DatasetsCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task List_ShouldSayWhoseEachDataSetIs_AndWhatItIsHeldAgainst()
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of("datasets", "list", "--json", json);

        var output = run.ShouldHaveDoneIt().Output;
        foreach (var set in DataSetCatalog.All)
        {
            output.ShouldContain(set.Name);
            output.ShouldContain(set.Owner);
        }

        var movies = LabRun.Json(json).GetProperty("ml_100k");
        movies.GetProperty("addresses")[0].GetString().ShouldBe("https://files.grouplens.org/datasets/movielens/ml-100k.zip");
        movies
            .GetProperty("checksums")[0]
            .GetString()
            .ShouldBe("ml-100k.zip: MD5 0e33842e24a9c977be4e0107933c0723 (GroupLens, University of Minnesota)");
    }

    [SkippableFact]
    public async Task Fetch_ShouldMakeAFolderThatIsRead_AndSayWhatMayBeDoneWithIt()
    {
        var original = DataSets.Require("gowalla");
        await using var mirror = new FileServer(
            async (context, _, _) =>
                await FileServer.Send(context, await File.ReadAllBytesAsync(Path.Combine(original, context.Request.Url!.Segments[^1])))
        );
        var (folder, json) = (tiny.PathOf("new/gowalla"), tiny.PathOf("out.json"));

        var run = await LabRun.Of("datasets", "fetch", "gowalla", "--out", folder, "--from", mirror.Address.AbsoluteUri, "--json", json);

        run.ShouldHaveDoneIt().Output.ShouldContain("No licence is given. Cite Tang, Wen & Wang");
        foreach (var file in new[] { "train.csv", "test.csv" })
            (await File.ReadAllBytesAsync(Path.Combine(folder, file))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(original, file)));
        var result = LabRun.Json(json);
        result.GetProperty("folder").GetString().ShouldBe(folder);
        result.GetProperty("files").EnumerateArray().Select(f => f.GetString()).ShouldBe([$"{mirror.Address}train.csv", $"{mirror.Address}test.csv"]);
    }

    [Fact]
    public async Task Fetch_ShouldFail_WhenAMirrorHasSomethingElse()
    {
        await using var mirror = FileServer.Of("not a zip"u8.ToArray());

        var run = await LabRun.Of("datasets", "fetch", "filmtrust", "--out", tiny.PathOf("out"), "--from", mirror.Address.AbsoluteUri);

        run.ShouldHaveFailed(2, $"{mirror.Address}filmtrust.zip is not the file that is known", "OmniRec says", "--from");
        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Fetch_ShouldFail_WhenAMirrorDoesNotHaveIt()
    {
        await using var mirror = new FileServer(
            (context, _, _) =>
            {
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                return FileServer.Send(context, default);
            }
        );

        var run = await LabRun.Of("datasets", "fetch", "filmtrust", "--out", tiny.PathOf("out"), "--from", mirror.Address.AbsoluteUri);

        run.ShouldHaveFailed(1, $"{mirror.Address}filmtrust.zip cannot be downloaded", "404", "--from");
        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("random")]
    [InlineData("chronological")]
    public async Task Prepare_ShouldWriteTheCore_SplitAsItIsAsked(string split)
    {
        var (folder, json) = (tiny.PathOf("new/core"), tiny.PathOf("out.json"));

        var run = await LabRun.Of([
            "datasets",
            "prepare",
            "--data",
            tiny.Data,
            "--out",
            folder,
            "--k-core",
            "14",
            "--split",
            split,
            "--test-share",
            "0.25",
            "--json",
            json,
        ]);

        run.ShouldHaveDoneIt();
        var core = KCore.Of(tiny.Ratings, 14);
        var data = DataSet.Load(folder);
        data.Train.Concat(data.Test).ShouldBe(core, ignoreOrder: true);
        core.Count.ShouldBeInRange(1, tiny.Ratings.Count - 1);
        foreach (var user in core.GroupBy(r => r.User))
            data.Test.Count(r => r.User == user.Key).ShouldBe(user.Count() / 4);
        var result = LabRun.Json(json);
        result.GetProperty("interactions").GetInt32().ShouldBe(tiny.Ratings.Count);
        result.GetProperty("users_left").GetInt32().ShouldBe(core.DistinctBy(r => r.User).Count());
        result.GetProperty("items_left").GetInt32().ShouldBe(core.DistinctBy(r => r.Item).Count());
        result.GetProperty("train").GetInt32().ShouldBe(data.Train.Count);
        result.GetProperty("test").GetInt32().ShouldBe(data.Test.Count);
        data.Test.SequenceEqual(ChronologicalSplit.Of(core, 0.25).Newer).ShouldBe(split == "chronological");
    }
}
