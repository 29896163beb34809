using System.Text.Json;
using Confluent.Kafka;
using LowRankDefense.Lab.Commands;
using LowRankDefense.Lab.Processes;
using LowRankDefense.Numerics;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class FailuresTests
{
    private static readonly KafkaException Gone = new(new Error(ErrorCode.Local_Transport, "connection refused"));

    public static TheoryData<Exception, int, string> All =>
        new()
        {
            { new InvalidDataException("cause and remedy"), 2, "cause and remedy" },
            { new FormatException("cause and remedy"), 2, "cause and remedy" },
            { new FileNotFoundException("cause and remedy"), 2, "cause and remedy" },
            { OutOfRange(3), 2, "cause and remedy" },
            { new FormatException("cause\n  and\n  remedy"), 2, "cause and remedy" },
            { new UnauthorizedAccessException("Access to the path '/x' is denied."), 2, "'/x' is denied: name a path that you may read and write." },
            { new IOException("No space left on device : '/x'"), 2, "No space left on device : '/x': name another path, or make room there." },
            { new DirectoryNotFoundException("Could not find a part of the path '/x'."), 2, "part of the path '/x': name another path" },
            { new TimeoutException("cause and remedy"), 1, "cause and remedy" },
            { new ChildProcessException("cause and remedy"), 1, "cause and remedy" },
            { new NumericalBreakdownException("cause and remedy"), 1, "cause and remedy" },
            { Gone, 1, "(connection refused): see whether it runs" },
            {
                new ProduceException<byte[], byte[]>(Gone.Error, new DeliveryResult<byte[], byte[]>()),
                1,
                "(connection refused): see whether it runs"
            },
            {
                new AggregateException(new OperationCanceledException(), new AggregateException(Gone)),
                1,
                "(connection refused): see whether it runs"
            },
            { new AggregateException(new FormatException("cause and remedy")), 2, "cause and remedy" },
            { new HttpRequestException("refused."), 1, "A connection failed (refused): see whether what is to answer there runs" },
            { new JsonException("'x' is an invalid start of a value."), 1, "is not what this program writes ('x' is an invalid start of a value)" },
            { new OutOfMemoryException(), 1, "The memory does not suffice: take fewer users or items" },
            { new TypeInitializationException("T", new DllNotFoundException("librdkafka")), 1, "A native library cannot be loaded (librdkafka)" },
            { new OperationCanceledException(), 1, "stopped." },
            { new InvalidOperationException("oops."), 1, "This is a defect (InvalidOperationException: oops): please report it, with --verbose" },
            { Missing(null), 1, "This is a defect (ArgumentNullException: " },
        };

    [Theory]
    [MemberData(nameof(All))]
    public async Task Failure_ShouldBeOneLine_WithItsExitCode(Exception failure, int code, string said)
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => throw failure, errors)).ShouldBe(code);

        errors.ToString().ShouldStartWith("lowrank: ");
        errors.ToString().ShouldContain(said);
        errors.ToString().TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Property_ShouldBeNamed_WhenTheKafkaClientDoesNotKnowIt()
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => Task.FromResult(Build()), errors, verbose: true)).ShouldBe(2, errors.ToString());

        errors
            .ToString()
            .Split('\n')[0]
            .ShouldBe("lowrank: The Kafka client refuses its configuration (No such configuration property: \"foo\"): correct Kafka:Properties.");

        static int Build()
        {
            using var client = new AdminClientBuilder([new KeyValuePair<string, string>("foo", "bar")]).Build();
            return 0;
        }
    }

    [Fact]
    public async Task Property_ShouldBeNamed_AlsoWhenTheClientsCodeHasBeenInlined()
    {
        // The runtime compiles what runs often again, in the background, and leaves out frames then.
        for (var run = 0; run < 300; run++)
        {
            if (run % 30 == 0)
                await Task.Delay(250);
            var errors = new StringWriter();
            (await Failures.Explain(() => Task.FromResult(Client()), errors, verbose: true)).ShouldBe(2, errors.ToString());
        }

        static int Client()
        {
            using var client = new AdminClientBuilder([new KeyValuePair<string, string>("foo", "bar")]).Build();
            return 0;
        }
    }

    [Fact]
    public async Task Failure_ShouldBeFollowedByTheException_WhenThatIsAskedFor()
    {
        var errors = new StringWriter();

        (await Failures.Explain(() => throw new AggregateException(new FormatException("cause")), errors, verbose: true)).ShouldBe(2);

        var lines = errors.ToString().Split('\n');
        lines[0].ShouldBe("lowrank: cause");
        lines[1].ShouldStartWith("System.AggregateException");
        errors.ToString().ShouldContain(nameof(Failure_ShouldBeFollowedByTheException_WhenThatIsAskedFor));
    }

    private static ArgumentOutOfRangeException OutOfRange(int value) => new(nameof(value), value, "cause and remedy");

    private static ArgumentNullException Missing(string? value) => new(nameof(value), $"There is none, only {value}.");
}
