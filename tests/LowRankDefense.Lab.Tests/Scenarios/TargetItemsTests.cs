using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests.Scenarios;

public sealed class TargetItemsTests
{
    private static readonly IndexedDataSet Data = Of(9);

    [Fact]
    public void Targets_ShouldBeTheColumnsOfTheirIds_InTheOrderGiven() =>
        TargetItems.Find(["i7", "i2"], Data).Select(t => Data.Items[t]).ShouldBe(["i7", "i2"]);

    [Fact]
    public void Target_ShouldBeNamed_WhenTheDataDoesNotHaveIt() =>
        Should.Throw<ArgumentException>(() => TargetItems.Resolve(["i2", "x"], Data, new SeededRandom(1))).Message.ShouldContain("'x'");

    [Theory]
    [InlineData(9, 5)]
    [InlineData(3, 3)]
    public void Targets_ShouldBeDrawn_WhenNoneAreGiven(int items, int expected)
    {
        var drawn = TargetItems.Resolve([], Of(items), new SeededRandom(1));

        drawn.Distinct().Count().ShouldBe(expected);
        drawn.ShouldAllBe(t => t >= 0 && t < items);
        TargetItems.Resolve(null, Of(items), new SeededRandom(1)).ShouldBe(drawn);
    }

    private static IndexedDataSet Of(int items) =>
        IndexedDataSet.Of(new DataSet("test", [.. Enumerable.Range(0, items).Select(i => new Rating("u", $"i{i}", 1, null))], []));
}
