using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Tests.Harness;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Kafka;

public sealed class TransactionTests : IDisposable
{
    private static readonly TopicPartitionOffset[] Offsets = [new("interactions", 0, 5)];
    private static readonly IConsumerGroupMetadata Group = Substitute.For<IConsumerGroupMetadata>();
    private readonly RecordingProducer producer = new();
    private readonly Transaction transaction;

    public TransactionTests() => transaction = new Transaction(producer);

    public void Dispose() => producer.Dispose();

    [Fact]
    public void Begin_ShouldOpenOne_HoweverOftenItIsCalled()
    {
        transaction.Begin();
        transaction.Begin();

        transaction.IsOpen.ShouldBeTrue();
        producer.Calls.ShouldBe(["begin"]);
    }

    [Fact]
    public void Commit_ShouldSendTheOffsetsFirst_AndCloseIt()
    {
        transaction.Begin();
        transaction.Commit(Offsets, Group);

        transaction.IsOpen.ShouldBeFalse();
        producer.Calls.ShouldBe(["begin", "offsets", "commit"]);
    }

    [Fact]
    public void Group_ShouldNotBeNeeded_WhereThereAreNoOffsets()
    {
        transaction.Begin();
        transaction.Commit([], group: null);

        producer.Calls.ShouldBe(["begin", "commit"]);
    }

    [Fact]
    public void Abort_ShouldDoNothing_WhereNoneIsOpen()
    {
        transaction.Abort();
        producer.Calls.ShouldBeEmpty();

        transaction.Begin();
        transaction.Abort();
        transaction.Abort();

        transaction.IsOpen.ShouldBeFalse();
        producer.Calls.ShouldBe(["begin", "abort"]);
    }

    [Theory]
    [InlineData("offsets")]
    [InlineData("commit")]
    public void RetriableErrors_ShouldBeTriedAgain(string call)
    {
        FailTimes(call, 9, new KafkaRetriableException(new Error(ErrorCode.Local_TimedOut)));
        transaction.Begin();

        transaction.Commit(Offsets, Group);

        transaction.IsOpen.ShouldBeFalse();
        producer.Calls.Count(c => c == call).ShouldBe(10);
    }

    [Fact]
    public void RetriableErrors_ShouldBreakTheProducer_WhenTheyDoNotEnd()
    {
        FailTimes("commit", 10, new KafkaRetriableException(new Error(ErrorCode.Local_TimedOut, "no answer")));
        transaction.Begin();

        var broken = Should.Throw<TransactionBrokenException>(() => transaction.Commit(Offsets, Group));

        broken.Message.ShouldBe("The transaction's commit failed: Local_TimedOut: no answer");
        broken.InnerException.ShouldBeOfType<KafkaRetriableException>();
    }

    [Theory]
    [InlineData("offsets")]
    [InlineData("commit")]
    public void AbortableErrors_ShouldSurfaceAsTheyAre_AndLeaveItOpenToBeAborted(string call)
    {
        FailTimes(call, 1, new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));
        transaction.Begin();

        Should.Throw<KafkaTxnRequiresAbortException>(() => transaction.Commit(Offsets, Group));
        transaction.IsOpen.ShouldBeTrue();
        transaction.Abort();

        transaction.IsOpen.ShouldBeFalse();
        producer.Calls.Count(c => c == call).ShouldBe(1);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("abort")]
    public void FatalErrors_ShouldBreakTheProducer(string call)
    {
        FailTimes(call, 1, new KafkaException(new Error(ErrorCode.ProducerFenced, "fenced", isFatal: true)));
        transaction.Begin();

        var broken = Should.Throw<TransactionBrokenException>(() =>
        {
            if (call == "abort")
                transaction.Abort();
            else
                transaction.Commit(Offsets, Group);
        });

        broken.Message.ShouldBe($"The transaction's {call} failed: ProducerFenced: fenced");
        transaction.IsOpen.ShouldBeTrue("what came of it is not known");
    }

    private void FailTimes(string call, int times, Exception e) => producer.Failure = name => name == call && times-- > 0 ? e : null;
}
