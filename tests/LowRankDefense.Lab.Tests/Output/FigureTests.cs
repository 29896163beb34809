using LowRankDefense.Core.Evaluation;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class FigureTests
{
    public static TheoryData<object?, string> Values =>
        new()
        {
            { null, "–" },
            { 0.123456, "0.1235" },
            { 0.5, "0.5" },
            { 99.5, "99.5" },
            { 12345.6, "12,346" },
            { -12345.6, "-12,346" },
            { 1234567, "1,234,567" },
            { 1234567890123L, "1,234,567,890,123" },
            { "yes", "yes" },
            { new[] { "a", "b" }, "a, b" },
            { new[] { 0.123456, 0.5 }, "0.1235, 0.5" },
            { Array.Empty<string>(), "none" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void Text_ShouldBeForPeople(object? value, string text) => new Figure("name", value, "definition").Text.ShouldBe(text);

    [Fact]
    public void Metric_ShouldKeepItsNameAndDefinition() =>
        Figure.Of(new Metric("auc", 0.9, "What it is.")).ShouldBe(new Figure("auc", 0.9, "What it is."));

    [Fact]
    public void Report_ShouldPrintEveryFigure_WhateverBracketsItHas()
    {
        var output = new StringWriter();

        Report.Print(LabRun.ConsoleOn(output), "[title]", [new("a[0]", 1, "first [one]"), new("b", null, "second")]);

        foreach (var text in new[] { "[title]", "a[0]", "first [one]", "second", "–" })
            output.ToString().ShouldContain(text);
    }
}
