using LowRankDefense.Simulators.Datasets;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class IndexedDataSetTests
{
    [SkippableFact]
    public void Of_ShouldKeepItemNumbersAsColumns_OnGowalla()
    {
        var indexed = IndexedDataSet.Of(DataSet.Load(DataSets.Require("gowalla")), binary: true);

        (indexed.Train.Rows, indexed.Train.Columns).ShouldBe((13_149, 14_007));
        (indexed.Test.Rows, indexed.Test.Columns).ShouldBe((13_149, 14_007));
        indexed.Train.NonZeros.ShouldBe(433_356);
        indexed.Test.NonZeros.ShouldBe(102_254);
        indexed.Items.TryGet("2272", out var column).ShouldBeTrue();
        column.ShouldBe(2272);
    }

    [Theory]
    [InlineData("0,2,10,1", "0,1,2,10")]
    [InlineData("0,3,1", "0,1,2,3")]
    [InlineData("10,9,1", "1,9,10")]
    [InlineData("b,10,9", "10,9,b")]
    [InlineData("0,007", "0,007")]
    public void Of_ShouldOrderIds(string given, string expected)
    {
        var data = new DataSet("x", [.. given.Split(',').Select(i => new Rating("u", i, 2, null))], []);

        IndexedDataSet.Of(data).Items.Ids.ShouldBe(expected.Split(','));
    }

    [Fact]
    public void Of_ShouldKeepValues_UnlessBinary()
    {
        var data = new DataSet("x", [new Rating("u", "i", 2, null), new Rating("u", "i", 3, null)], [new Rating("v", "i", 4, null)]);

        IndexedDataSet.Of(data).Train.Values.ToArray().ShouldBe([3f]);
        IndexedDataSet.Of(data, binary: true).Test.ValuesOf(1).ToArray().ShouldBe([1f]);
    }

    [Fact]
    public void Index_ShouldPlaceFakesOverTheSameItems_AndRefuseUnknownOnes()
    {
        var indexed = IndexedDataSet.Of(new DataSet("x", [new Rating("u", "0", 2, null), new Rating("u", "1", 3, null)], []));

        var (users, profiles) = indexed.Index([new Rating("z", "1", 5, null), new Rating("a", "0", 4, null)]);

        users.Ids.ShouldBe(["z", "a"]);
        (profiles.Rows, profiles.Columns).ShouldBe((2, 2));
        profiles.ColumnsOf(0).ToArray().ShouldBe([1]);
        Should.Throw<InvalidDataException>(() => indexed.Index([new Rating("z", "9", 5, null)])).Message.ShouldContain("'9'");
    }
}
