using System.Text.Json;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class JsonReportTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Report_ShouldKeepTypes_AndHaveKeysInSnakeCase()
    {
        var json = Written(
            new("recall@1%fpr", 0.25, ""),
            new("pca-svm.auc", 0.5f, ""),
            new("users", 3, ""),
            new("targets", new[] { "a" }, ""),
            new("none", null, ""),
            new("balanced", false, ""),
            new("rows", new[] { new { EnergyKept = 1, Quality = new Dictionary<string, double>(StringComparer.Ordinal) { ["hr@50"] = 0.75 } } }, "")
        );

        json.GetProperty("recall_at_1_percent_fpr").GetDouble().ShouldBe(0.25);
        json.GetProperty("pca_svm_auc").GetDouble().ShouldBe(0.5);
        json.GetProperty("users").GetInt32().ShouldBe(3);
        json.GetProperty("targets")[0].GetString().ShouldBe("a");
        json.GetProperty("none").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("balanced").GetBoolean().ShouldBeFalse();
        json.GetProperty("rows")[0].GetProperty("energy_kept").GetInt32().ShouldBe(1);
        json.GetProperty("rows")[0].GetProperty("quality").GetProperty("hr_at_50").GetDouble().ShouldBe(0.75);
    }

    public static TheoryData<object> NotFinite => [double.NaN, double.PositiveInfinity, float.NaN, float.NegativeInfinity];

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void Report_ShouldHaveNull_WhenANumberIsNotFinite(object value) =>
        Written(new Figure("x", value, "")).GetProperty("x").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public void Report_ShouldLeaveWhatWasThere_WhenItCannotBeWritten()
    {
        var file = tiny.File("out.json", "before");

        Should.Throw<NotSupportedException>(() => JsonReport.Write(new FileInfo(file), [new("x", typeof(string), "")]));

        File.ReadAllText(file).ShouldBe("before");
    }

    [Fact]
    public void Report_ShouldTakeThePlaceOfWhatWasThere_AndLeaveNothingElse()
    {
        var file = tiny.File("out.json", new string('x', 10_000));

        JsonReport.Write(new FileInfo(file), [new("x", 1, "")]);

        LabRun.JsonOf(file).GetProperty("x").GetInt32().ShouldBe(1);
        Directory.GetFiles(Path.GetDirectoryName(file)!, "out.json*").ShouldBe([file]);
    }

    [Fact]
    public void Report_ShouldWriteNothing_WhenThereIsNoFile() => Should.NotThrow(() => JsonReport.Write(null, [new("x", 1, "")]));

    private JsonElement Written(params Figure[] figures)
    {
        var file = tiny.PathOf("new/folder/out.json");
        JsonReport.Write(new FileInfo(file), figures);
        return LabRun.JsonOf(file);
    }
}
