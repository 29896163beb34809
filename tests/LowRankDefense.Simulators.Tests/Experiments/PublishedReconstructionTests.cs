using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.TestKit;

namespace LowRankDefense.Simulators.Tests.Experiments;

public sealed class PublishedReconstructionTests
{
    [Theory]
    [InlineData(null, 0.2895)]
    [InlineData("square:100:90", 0.2893)]
    [InlineData("slab:100:90", 0.2893)]
    [InlineData("slab:300:80", 0.2855)]
    [InlineData("square:150:20", 0.2609)]
    [InlineData("whole:3500", 0.2500)]
    [InlineData("whole:5000", 0.2866)]
    public void Row_ShouldBeThatOfThePaper_WhateverTheShapeOfPatches(string? setting, double recall) =>
        PublishedReconstruction.Of(setting is null ? null : ReconstructionSetting.Parse(setting))!.Recall.ShouldBe(recall);

    [Theory]
    [InlineData(null, 0.1415)]
    [InlineData("square:100:90", 0.1138)]
    [InlineData("slab:300:80", 0.1091)]
    [InlineData("square:150:20", 0.1004)]
    [InlineData("whole:3500", 0.1029)]
    [InlineData("whole:5000", 0.1226)]
    public void RowOfAttackedData_ShouldBeThatOfThePaper(string? setting, double targetHitRate) =>
        PublishedReconstruction
            .Of(setting is null ? null : ReconstructionSetting.Parse(setting), attacked: true)!
            .TargetHitRate.ShouldBe(targetHitRate);

    [Fact]
    public void Combination_ShouldBeThatOfThePaper_AndAbsentForOtherAttacks()
    {
        PublishedCombination.Of([], reconstructed: false).ShouldBe(new PublishedCombination(0.8293, 0.1432));
        PublishedCombination.Of(["recsys19", "recsys20"], reconstructed: false)!.TargetHitRate.ShouldBe(0.2354);
        PublishedCombination.Of(["recsys19", "recsys20"], reconstructed: true)!.TargetHitRate.ShouldBe(0.1569);
        PublishedCombination.Of(["recsys19", "popularity"], reconstructed: false).ShouldBeNull();
    }

    [Theory]
    [InlineData("square:300:90")]
    [InlineData("square:301:80")]
    [InlineData("whole:80")]
    public void Row_ShouldBeAbsent_WhereThePaperHasNone(string setting) =>
        PublishedReconstruction.Of(ReconstructionSetting.Parse(setting)).ShouldBeNull();

    [SkippableFact]
    public void Figures_ShouldStandBesideThePapersDataOnly()
    {
        var gowalla = IndexedDataSet.Of(DataSet.Load(DataSets.Require("gowalla"))).Train;

        PublishedData.Is(gowalla).ShouldBeTrue();
        PublishedData.Is(gowalla.StackAbove(CsrMatrix.FromEntries(1, gowalla.Columns, [(0, 0, 1f)]))).ShouldBeFalse("a fake is in it");
        var columns = gowalla.ColumnIndices.ToArray();
        columns[^1]++;
        PublishedData
            .Is(CsrMatrix.FromArrays(gowalla.Rows, gowalla.Columns, gowalla.RowStarts.ToArray(), columns, gowalla.Values.ToArray()))
            .ShouldBeFalse("one cell is another");
    }
}
