using System.Collections.Concurrent;
using Confluent.Kafka;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using ErrorCode = LowRankDefense.EmbeddedBroker.Protocol.ErrorCode;

namespace LowRankDefense.EmbeddedBroker.Tests.Configuration;

/// <summary>What an unmodified client makes of injected faults.</summary>
public sealed class FaultActionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<(ApiKey Api, short Version, string Client)> seen = new();
    private Func<ApiKey, FaultAction> fault = _ => FaultAction.None;
    private KafkaBroker broker = null!;

    public async Task InitializeAsync() => broker = await KafkaBroker.StartAsync(new BrokerOptions { Faults = Watch });

    public async Task DisposeAsync() => await broker.DisposeAsync();

    [Fact]
    public void Hook_ShouldSeeEveryRequestOfATransaction_WithVersionAndClient()
    {
        using var producer = Transactional();
        InTransaction(producer, "x");

        var mine = seen.Where(s => s.Client == "the-client").ToList();
        mine.Select(s => s.Api).ShouldContain(ApiKey.InitProducerId);
        mine.Select(s => s.Api)
            .Where(a => a is ApiKey.AddPartitionsToTxn or ApiKey.Produce or ApiKey.EndTxn)
            .ShouldBe([ApiKey.AddPartitionsToTxn, ApiKey.Produce, ApiKey.EndTxn]);
        mine.ShouldContain((ApiKey.Produce, (short)7, "the-client"));
    }

    [Fact]
    public async Task Request_ShouldNotBeHandled_UntilItIsReleased()
    {
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        fault = api => api == ApiKey.EndTxn && reached.TrySetResult() ? FaultAction.HoldUntil(release.Task) : FaultAction.None;
        using var producer = Transactional();

        var sending = Task.Run(() => InTransaction(producer, "held"));
        await reached.Task.WaitAsync(Patience);

        Committed().ShouldBeEmpty();
        sending.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await sending.WaitAsync(Patience);
        Committed().ShouldBe(["held"]);
    }

    [Fact]
    public void Request_ShouldTakeItsTime_WhenItIsDelayed()
    {
        using var producer = Transactional();
        fault = api => api == ApiKey.EndTxn ? FaultAction.Delay(TimeSpan.FromMilliseconds(300)) : FaultAction.None;

        var began = TimeProvider.System.GetTimestamp();
        InTransaction(producer, "late");

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
        Committed().ShouldBe(["late"]);
    }

    [Fact]
    public void Transaction_ShouldNotCommit_WhenTheBrokerAnswersWithAnError()
    {
        using var producer = Transactional();
        fault = api => api == ApiKey.EndTxn ? FaultAction.Error(ErrorCode.InvalidProducerEpoch) : FaultAction.None;

        Should.Throw<KafkaException>(() => InTransaction(producer, "refused")).Error.IsFatal.ShouldBeTrue();
        Committed().ShouldBeEmpty();
    }

    [Fact]
    public void Record_ShouldBeThereOnce_WhenTheFirstAnswerWasLost()
    {
        var failures = 1;
        fault = api => api == ApiKey.Produce && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.DropAnswer : FaultAction.None;
        using var producer = Transactional();

        InTransaction(producer, "once");

        seen.Count(s => s.Api == ApiKey.Produce).ShouldBe(2);
        Committed().ShouldBe(["once"]);
    }

    [Fact]
    public void Record_ShouldArriveByTheSecondRequest_WhenTheFirstConnectionWasDropped()
    {
        var failures = 1;
        fault = api => api == ApiKey.Produce && Interlocked.Decrement(ref failures) >= 0 ? FaultAction.DropConnection : FaultAction.None;
        using var producer = Transactional();

        InTransaction(producer, "again");

        seen.Count(s => s.Api == ApiKey.Produce).ShouldBe(2);
        Committed().ShouldBe(["again"]);
    }

    [Fact]
    public void Error_ShouldBeRefused_WhenItIsNone() => Should.Throw<ArgumentOutOfRangeException>(() => FaultAction.Error(ErrorCode.None));

    [Fact]
    public void Delay_ShouldBeRefused_WhenItIsNegative() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FaultAction.Delay(TimeSpan.FromTicks(-1)));

    private FaultAction Watch(ApiKey api, short version, string clientId)
    {
        seen.Enqueue((api, version, clientId));
        return fault(api);
    }

    private IProducer<string, string> Transactional()
    {
        var config = new ProducerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            ClientId = "the-client",
            TransactionalId = "t",
            RetryBackoffMs = 10,
            ReconnectBackoffMs = 10,
        };
        var producer = new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
        producer.InitTransactions(Patience);
        return producer;
    }

    private static void InTransaction(IProducer<string, string> producer, string value)
    {
        producer.BeginTransaction();
        producer.Produce("topic", new Message<string, string> { Value = value });
        producer.CommitTransaction(Patience);
    }

    private List<string> Committed()
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            GroupId = "reader",
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        using var consumer = new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, 4).Select(p => new TopicPartitionOffset("topic", p, Offset.Beginning)));
        var (read, ends) = (new List<string>(), 0);
        while (ends < 4)
        {
            var result = consumer.Consume(Patience) ?? throw new TimeoutException("The ends of the partitions are not reached.");
            if (result.IsPartitionEOF)
                ends++;
            else
                read.Add(result.Message.Value);
        }

        return read;
    }
}
