using LowRankDefense.Simulators.Experiments;

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
    [InlineData("square:300:90")]
    [InlineData("square:301:80")]
    [InlineData("whole:80")]
    public void Row_ShouldBeAbsent_WhereThePaperHasNone(string setting) =>
        PublishedReconstruction.Of(ReconstructionSetting.Parse(setting)).ShouldBeNull();
}
