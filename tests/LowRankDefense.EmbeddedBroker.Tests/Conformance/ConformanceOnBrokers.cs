using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Conformance;

/// <summary>One embedded broker for all suites.</summary>
[CollectionDefinition(nameof(OnEmbeddedBroker))]
public sealed class OnEmbeddedBroker : ICollectionFixture<EmbeddedBrokerFixture>
{
    [Collection(nameof(OnEmbeddedBroker))]
    public sealed class Records(EmbeddedBrokerFixture broker) : RecordConformance(broker);

    [Collection(nameof(OnEmbeddedBroker))]
    public sealed class Transactions(EmbeddedBrokerFixture broker) : TransactionConformance(broker);

    [Collection(nameof(OnEmbeddedBroker))]
    public sealed class Groups(EmbeddedBrokerFixture broker) : GroupConformance(broker);

    [Collection(nameof(OnEmbeddedBroker))]
    public sealed class Admins(EmbeddedBrokerFixture broker) : AdminConformance(broker);
}

/// <summary>One node of Apache Kafka for all suites: it takes seconds to start.</summary>
[CollectionDefinition(nameof(OnApacheKafka))]
public sealed class OnApacheKafka : ICollectionFixture<ApacheKafkaFixture>
{
    [Collection(nameof(OnApacheKafka))]
    public sealed class Records(ApacheKafkaFixture broker) : RecordConformance(broker);

    [Collection(nameof(OnApacheKafka))]
    public sealed class Transactions(ApacheKafkaFixture broker) : TransactionConformance(broker);

    [Collection(nameof(OnApacheKafka))]
    public sealed class Groups(ApacheKafkaFixture broker) : GroupConformance(broker);

    [Collection(nameof(OnApacheKafka))]
    public sealed class Admins(ApacheKafkaFixture broker) : AdminConformance(broker);
}
