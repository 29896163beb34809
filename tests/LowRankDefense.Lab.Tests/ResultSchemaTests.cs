using System.Text.Json.Nodes;

namespace LowRankDefense.Lab.Tests;

public sealed class ResultSchemaTests
{
    [Fact]
    public void Schema_ShouldTakeAResult() => ProblemsWith(_ => { }).ShouldBeEmpty();

    [Theory]
    [InlineData("schema")]
    [InlineData("version")]
    [InlineData("inputs")]
    [InlineData("seed")]
    [InlineData("seconds")]
    [InlineData("peak_memory_bytes")]
    [InlineData("removed")]
    public void Schema_ShouldRefuseAResult_WhenItLacksSomething(string key) => ProblemsWith(result => result.Remove(key)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("newCells", 1)]
    [InlineData("recall@50", 0.5)]
    [InlineData("healthy", "yes")]
    [InlineData("share", "NaN")]
    [InlineData("verb", "demos")]
    [InlineData("balanced", 1)]
    [InlineData("seconds", -1)]
    public void Schema_ShouldRefuseAResult_WhenItSaysSomethingAnotherWay(string key, object value) =>
        ProblemsWith(result => result[key] = JsonValue.Create(value)).ShouldNotBeEmpty();

    private static IReadOnlyList<string> ProblemsWith(Action<JsonObject> change)
    {
        var result = new JsonObject
        {
            ["schema"] = "lowrank-result-1",
            ["version"] = "1.0.0",
            ["verb"] = "sanitize",
            ["inputs"] = new JsonArray(
                new JsonObject
                {
                    ["option"] = "--data",
                    ["path"] = "gowalla",
                    ["file"] = "train.csv",
                    ["sha256"] = new string('0', 64),
                }
            ),
            ["seed"] = null,
            ["seconds"] = 1.5,
            ["peak_memory_bytes"] = 1,
            ["users"] = 10,
            ["removed"] = 0,
            ["campaigns"] = new JsonArray(),
            ["unsure"] = new JsonArray(),
            ["themes"] = new JsonArray(),
            ["search_seconds"] = 1,
        };
        change(result);
        using var json = System.Text.Json.JsonDocument.Parse(result.ToJsonString());
        return ResultSchema.ProblemsWith(json.RootElement.Clone());
    }
}
