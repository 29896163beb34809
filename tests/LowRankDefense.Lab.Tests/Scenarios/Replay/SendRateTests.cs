using LowRankDefense.Lab.Scenarios.Replay;

namespace LowRankDefense.Lab.Tests.Scenarios.Replay;

public sealed class SendRateTests
{
    [Theory]
    [InlineData("0", 0, false, false, true)]
    [InlineData("5000", 5000, false, true, false)]
    [InlineData("2.5", 2.5, false, true, false)]
    [InlineData("0.5x", 0.5, true, true, true)]
    public void Rate_ShouldBeEventsPerSecond_OrAMultipleOfTheThroughput(
        string text,
        double value,
        bool isMultiple,
        bool isPaced,
        bool asksForThroughput
    )
    {
        var rate = SendRate.Parse(text);

        rate.ShouldBe(new SendRate(value, isMultiple));
        rate!.Value.IsPaced.ShouldBe(isPaced);
        rate.Value.AsksForThroughput.ShouldBe(asksForThroughput);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("fast")]
    [InlineData("x")]
    [InlineData("0x")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("1e999")]
    public void Rate_ShouldBeRefused_WhenItIsNeither(string text) => SendRate.Parse(text).ShouldBeNull();
}
