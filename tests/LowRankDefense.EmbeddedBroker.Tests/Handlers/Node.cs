using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Handlers;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.EmbeddedBroker.Transactions;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

/// <summary>All handlers without a network, on a clock that is moved by hand.</summary>
internal sealed class Node
{
    private readonly RequestHandler handler;

    public Node(BrokerOptions? options = null)
    {
        options ??= new BrokerOptions { DefaultPartitions = 2 };
        var (topics, offsets) = (new TopicRegistry(options), new OffsetStore());
        Cluster = new Cluster(topics, new GroupCoordinator(options, Time), offsets, new TransactionCoordinator(topics, offsets, Time), Time)
        {
            Port = 9,
        };
        handler = new RequestHandler(Cluster);
    }

    public FakeTimeProvider Time { get; } = new();

    public Cluster Cluster { get; }

    /// <summary>Carries a request out; returns the body of the answer.</summary>
    public async Task<byte[]> Ask(ApiKey api, short version, Action<ProtocolWriter> body, ErrorCode injected = ErrorCode.None)
    {
        var flexible = IsFlexible(api, version);
        var writer = new ProtocolWriter(flexible);
        body(writer);
        var request = new Request(api, version, "client", writer.Frame()[4..], flexible, new ProtocolWriter(flexible)) { Injected = injected };
        (await handler.Handle(request, CancellationToken.None)).ShouldBeTrue();
        return request.Answer.Frame()[4..].ToArray();
    }

    /// <summary>Carries out whatever a body may say; the answer, if there is one, is lost.</summary>
    public Task Throw(ApiKey api, short version, byte[] body)
    {
        var flexible = IsFlexible(api, version);
        return Task.Run(() =>
            handler.Handle(new Request(api, version, "client", body, flexible, new ProtocolWriter(flexible)), CancellationToken.None).AsTask()
        );
    }

    private static bool IsFlexible(ApiKey api, short version)
    {
        ApiVersion.TryFind((short)api, out var known).ShouldBeTrue();
        return version >= known.Flexible;
    }

    /// <summary>Appends batches to partition 0 of a topic, which comes to be.</summary>
    public PartitionLog Write(string topic, params byte[][] batches)
    {
        var log = Cluster.Topics.GetOrCreate(topic).Partitions[0];
        foreach (var batch in batches)
        {
            lock (log.Gate)
                log.Append(batch, out _).ShouldBe(ErrorCode.None);
        }

        Cluster.Topics.GetOrCreate(topic).SignalWrite();
        return log;
    }
}
