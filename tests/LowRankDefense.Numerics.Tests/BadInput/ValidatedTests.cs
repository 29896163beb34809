using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Numerics.Tests.BadInput;

public class ValidatedTests
{
    [Fact]
    public void Options_ShouldBeReturned_WhenTheyKeepToTheirRanges()
    {
        var options = new OuterOptions();

        Validated.Options(options).ShouldBeSameAs(options);
    }

    [Fact]
    public void Error_ShouldNameOptionValueRangeAndArgument()
    {
        var wrong = new OuterOptions { Share = 1.5 };

        var error = Should.Throw<ArgumentOutOfRangeException>(() => Validated.Options(wrong));

        error.Message.ShouldContain("OuterOptions.Share is 1.5");
        error.Message.ShouldContain("between 0 and 1");
        error.ParamName.ShouldBe(nameof(wrong));
    }

    [Fact]
    public void Error_ShouldNameEveryOption_WhenSeveralAreWrong()
    {
        var message = Should.Throw<ArgumentOutOfRangeException>(() => Validated.Options(new OuterOptions { Share = double.NaN, Count = 0 })).Message;

        message.ShouldContain("Share is NaN");
        message.ShouldContain("Count is 0");
    }

    [Fact]
    public void OptionsInside_ShouldBeHeldToTheirRangesToo()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => Validated.Options(new OuterOptions { Inner = new InnerOptions { Depth = -1 } }))
            .Message.ShouldContain("InnerOptions.Depth is -1");
        Should.Throw<ArgumentNullException>(() => Validated.Options(new OuterOptions { Inner = null! })).Message.ShouldContain("OuterOptions.Inner");
        Should.Throw<ArgumentNullException>(() => Validated.Options<OuterOptions>(null!));
    }

    private sealed record OuterOptions
    {
        [Range(0.0, 1.0)]
        public double Share { get; init; } = 0.5;

        [Range(1, int.MaxValue)]
        public int Count { get; init; } = 1;

        public InnerOptions Inner { get; init; } = new();
    }

    private sealed record InnerOptions
    {
        [Range(0, 9)]
        public int Depth { get; init; }
    }
}
