using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class FakesAndLabelsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(null)]
    [InlineData(1_700_000_000_123L)]
    public void Fakes_ShouldComeBack(long? timestamp)
    {
        Rating[] fakes = [new("fake-1", "x,y", 0.1f, timestamp), new("fake \"2\"", " z", 5, timestamp), new("fake-1", "a", 1, timestamp)];
        var path = folder.File("fakes.csv", "");

        FakesFile.Write(path, fakes);

        File.ReadLines(path).First().ShouldBe(timestamp is null ? "user,item,value" : "user,item,value,timestamp");
        FakesFile.Read(path).ShouldBe(fakes);
    }

    [Fact]
    public void PlacesOfFakes_ShouldComeBack()
    {
        Rating[] fakes = [new("fake-1", "x", 1, null) { Place = 0.1f }, new("fake-1", "y", 1, null) { Place = 1 }, new("fake-2", "x", 1, null)];
        var path = folder.File("fakes.csv", "");

        FakesFile.Write(path, fakes);

        File.ReadLines(path).First().ShouldBe("user,item,value,stream_place");
        FakesFile.Read(path).ShouldBe(fakes);
        Should
            .Throw<DataFormatException>(() => FakesFile.Read(folder.File("broken.csv", "user,item,stream_place\nfake-1,x,1.5\n")))
            .Message.ShouldContain("broken.csv:2: the place '1.5' is no share of the stream.");
    }

    [Fact]
    public void Fakes_ShouldBeRefused_WhenTheyCouldNotComeBack()
    {
        var path = folder.File("fakes.csv", "user,item\n");

        Should.Throw<ArgumentException>(() => FakesFile.Write(path, [new("u", "i", 1, 5)])).Message.ShouldContain("1973");
        Should.Throw<ArgumentException>(() => FakesFile.Write(path, [new("u\n", "i", 1, null)])).Message.ShouldContain("line break");
        Should.Throw<InvalidDataException>(() => FakesFile.Read(path)).Message.ShouldContain("no fakes");
    }

    [Theory]
    [InlineData("user,item\nfake-1,1\nu,1\nv,1\n", "fake 'u'")]
    [InlineData("user,item\nv,1\n", "fake 'v'")]
    public void Fakes_ShouldBeRefused_WhenOneHasTheIdOfAUser(string fakes, string named)
    {
        var data = new DataSet("films", [new("u", "1", 1, null)], [new("v", "1", 1, null)]);

        var refused = Should.Throw<InvalidDataException>(() => FakesFile.Read(folder.File("fakes.csv", fakes), data));

        refused.Message.ShouldContain(named);
        refused.Message.ShouldContain("fakes.csv");
        refused.Message.ShouldContain("a user of films");
        FakesFile.Read(folder.File("others.csv", "user,item\nfake-1,1\n"), data).Count.ShouldBe(1);
    }

    [Fact]
    public void FromMatrix_ShouldNameRowsAndColumns()
    {
        var matrix = CsrMatrix.FromEntries(2, 2, [(0, 1, 3), (1, 0, 4)]);

        FakesFile.FromMatrix(matrix, ["a", "b"]).ShouldBe([new Rating("fake-1", "b", 3, null), new Rating("fake-2", "a", 4, null)]);
    }

    [Fact]
    public void Labels_ShouldComeBack()
    {
        var path = folder.File("labels.txt", "");
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal) { ["u"] = false, ["fake 1"] = true };

        LabelsFile.Write(path, labels);

        LabelsFile.Read(path).ShouldBe(labels, ignoreOrder: true);
    }

    [Theory]
    [InlineData("u 1\nv 2\n", 2)]
    [InlineData("user label\nv\n", 2)]
    [InlineData("u 1\n\nu 0\n", 3)]
    public void Labels_ShouldNameTheLine_WhenMalformed(string text, long line)
    {
        Should.Throw<DataFormatException>(() => LabelsFile.Read(folder.File("labels.txt", text))).Line.ShouldBe(line);
    }

    public void Dispose() => folder.Dispose();
}
