using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Simulators.Tests.Experiments;

public sealed class ReconstructionSettingTests
{
    [Theory]
    [InlineData("square:300:80", PatchShape.Square, 300, 80)]
    [InlineData("slab:100:90", PatchShape.Slab, 100, 90)]
    [InlineData("whole:3500", PatchShape.Whole, 0, 3500)]
    public void Text_ShouldBeReadAndWritten(string text, PatchShape shape, int patch, int rank)
    {
        var setting = ReconstructionSetting.Parse(text);

        setting.ShouldBe(new ReconstructionSetting(shape, patch, rank));
        setting.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("SQUARE:300:80", "square:300:80")]
    [InlineData("Whole:5", "whole:5")]
    public void Shape_ShouldBeRead_InAnyCase(string text, string written) => ReconstructionSetting.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("", "names no shape")]
    [InlineData("round:1:1", "names no shape")]
    [InlineData("7:1:1", "names no shape")]
    [InlineData("square", "has 0 numbers")]
    [InlineData("square:300", "has 1 numbers")]
    [InlineData("whole:300:80", "has 2 numbers")]
    [InlineData("square:300:80:1", "has 3 numbers")]
    [InlineData("square:0:80", "'0'")]
    [InlineData("square:300:10001", "'10001'")]
    [InlineData("square:300:-1", "'-1'")]
    [InlineData("square:3e2:80", "'3e2'")]
    [InlineData("square: 300:80", "' 300'")]
    public void Text_ShouldBeRefused_WithHowItIsWritten(string text, string wrong)
    {
        var message = Should.Throw<FormatException>(() => ReconstructionSetting.Parse(text)).Message;

        message.ShouldContain(wrong);
        message.ShouldContain("square:PATCH:RANK, slab:PATCH:RANK or whole:RANK");
    }
}
