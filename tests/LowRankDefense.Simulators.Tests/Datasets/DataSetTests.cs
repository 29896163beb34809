using LowRankDefense.Simulators.Datasets;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class DataSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Whole_ShouldHoldNothingOut()
    {
        var data = new DataSet("d", [new("a", "x", 1, 1), new("b", "x", 1, 2)], [new("a", "y", 1, 3)]);

        var whole = data.Whole();

        whole.Train.ShouldBe([.. data.Train, .. data.Test]);
        whole.Test.ShouldBeEmpty();
        (whole.Name, whole.HasTimestamps).ShouldBe(("d", true));
    }

    [Fact]
    public void Load_ShouldHoldOutTheNewestFifth_ByTimestamp()
    {
        var file = folder.File("x.csv", string.Concat(Enumerable.Range(0, 10).Select(i => $"u,i{i},1,{1_000_000_000 - i}\n")));

        var data = DataSet.Load(file);

        data.Name.ShouldBe("x");
        data.HasTimestamps.ShouldBeTrue();
        data.Test.Select(r => r.Item).ShouldBe(["i0", "i1"]);
        data.Train.Count.ShouldBe(8);
    }

    [Fact]
    public void Load_ShouldHoldOutTheEndOfTheFile_WhenThereAreNoTimestamps()
    {
        folder.File("ratings.txt", "u a\nu b\nv a\nu c\nu d\nu e\n");

        var data = DataSet.Load(folder.Root);

        data.HasTimestamps.ShouldBeFalse();
        data.Test.Select(r => (r.User, r.Item)).ShouldBe([("u", "e")]);
    }

    [Fact]
    public void Files_ShouldBeThoseThatAreRead()
    {
        var train = folder.File("train.csv", "u,a\n");
        folder.File("notes.txt", "read me");

        DataSet.FilesOf(folder.Root).ShouldBe([train]);
        var test = folder.File("test.csv", "u,b\n");
        DataSet.FilesOf(folder.Root).ShouldBe([train, test]);
        DataSet.FilesOf(train).ShouldBe([train]);
        DataSet.Load(folder.Root).Test.Count.ShouldBe(1);
    }

    [Fact]
    public void Load_ShouldNotTestOnWhatWasSeen()
    {
        var data = DataSet.Load(folder.File("x.csv", "u,a\nu,b\nu,c\nu,d\nu,a\n"));

        data.Train.Count.ShouldBe(4);
        data.Test.ShouldBeEmpty();
    }

    [Fact]
    public void Load_ShouldNameTheRemedy_WhenTheRatingsCannotBeFound()
    {
        folder.File("a.csv", "u,i\n");
        folder.File("b.csv", "u,i\n");

        Should.Throw<InvalidDataException>(() => DataSet.Load(folder.Root)).Message.ShouldContain("name one of them");
        Should.Throw<DirectoryNotFoundException>(() => DataSet.Load(Path.Combine(folder.Root, "none")));
        Should.Throw<InvalidDataException>(() => DataSet.Load(folder.File("empty.csv", "user,item\n"))).Message.ShouldContain("no ratings");
    }

    [SkippableTheory]
    [InlineData("ml-100k", 100_000, true)]
    [InlineData("filmtrust", 35_494, false)]
    public void Load_ShouldSplitKnownSets(string name, int pairs, bool timestamps)
    {
        var data = DataSet.Load(DataSets.Require(name));

        var all = data.Train.Concat(data.Test).Select(r => (r.User, r.Item)).ToHashSet();
        all.Count.ShouldBe(pairs);
        data.HasTimestamps.ShouldBe(timestamps);
        ((double)data.Test.Count / pairs).ShouldBeInRange(0.17, 0.2);
    }

    public void Dispose() => folder.Dispose();
}
