using Confluent.Kafka;
using LowRankDefense.Lab.Commands;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int> Mendable =>
        new()
        {
            { new InvalidDataException("cause and remedy"), 2 },
            { new FormatException("cause and remedy"), 2 },
            { new FileNotFoundException("cause and remedy"), 2 },
            { new UnauthorizedAccessException("cause and remedy"), 2 },
            { OutOfRange(3), 2 },
            { new TimeoutException("cause and remedy"), 1 },
            { new KafkaException(new Error(ErrorCode.Local_Fail, "cause and remedy")), 1 },
        };

    [Theory]
    [MemberData(nameof(Mendable))]
    public async Task Failure_ShouldBeOneLine_WhenAUserCanMendIt(Exception failure, int code)
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => throw failure, errors)).ShouldBe(code);

        errors.ToString().TrimEnd().ShouldBe("lowrank: cause and remedy");
    }

    [Fact]
    public async Task Failure_ShouldKeepItsStackTrace_WhenItIsADefect()
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => throw new InvalidOperationException("oops"), errors)).ShouldBe(1);

        errors.ToString().ShouldContain("oops");
        errors.ToString().ShouldContain(nameof(Failure_ShouldKeepItsStackTrace_WhenItIsADefect));
    }

    [Fact]
    public async Task Failure_ShouldBeSaid_WhenAVerbIsStopped()
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => throw new OperationCanceledException(), errors)).ShouldBe(1);

        errors.ToString().ShouldContain("stopped");
    }

    private static ArgumentOutOfRangeException OutOfRange(int value) => new(nameof(value), value, "cause and remedy");
}
