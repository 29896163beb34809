using LowRankDefense.Lab.Commands;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class WorkerSettingsTests
{
    [Fact]
    public void Settings_ShouldBeKeysAndValues()
    {
        var parsed = WorkerSettings.Parse(["Kafka:Properties:a=b=c", "Admission:Mode=Probation", "admission:mode=Immediate", "State:Directory="]);

        parsed.Count.ShouldBe(3);
        parsed["Kafka:Properties:a"].ShouldBe("b=c");
        parsed["ADMISSION:MODE"].ShouldBe("Immediate");
        parsed["State:Directory"].ShouldBe("");
    }

    [Fact]
    public void Settings_ShouldBeNone_WhenNoneAreGiven() => WorkerSettings.Parse(null).ShouldBeEmpty();

    [Theory]
    [InlineData("Admission:Mode")]
    [InlineData("=Probation")]
    [InlineData("")]
    [InlineData("Verdict:MinimumEvents=3")]
    public void Setting_ShouldBeRefused_WhenItHasNoKeyOrNoValue(string setting) =>
        Should.Throw<ArgumentException>(() => WorkerSettings.Parse([setting])).Message.ShouldContain($"'{setting}'");
}
