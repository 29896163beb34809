using System.Text.Json;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class JsonReportTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Report_ShouldKeepNamesAndTypes()
    {
        var file = tiny.PathOf("new/folder/out.json");

        JsonReport.Write(
            new FileInfo(file),
            [new("recall@1%fpr", 0.25, ""), new("users", 3, ""), new("targets", new[] { "a" }, ""), new("none", null, ""), new("balanced", "NO", "")]
        );

        var json = LabRun.Json(file);
        json.GetProperty("recall@1%fpr").GetDouble().ShouldBe(0.25);
        json.GetProperty("users").GetInt32().ShouldBe(3);
        json.GetProperty("targets")[0].GetString().ShouldBe("a");
        json.GetProperty("none").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("balanced").GetString().ShouldBe("NO");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Report_ShouldHaveNull_WhenANumberIsNotFinite(double value)
    {
        var file = tiny.PathOf("out.json");

        JsonReport.Write(new FileInfo(file), [new("x", value, "")]);

        LabRun.Json(file).GetProperty("x").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Report_ShouldWriteNothing_WhenThereIsNoFile() => Should.NotThrow(() => JsonReport.Write(null, [new("x", 1, "")]));
}
