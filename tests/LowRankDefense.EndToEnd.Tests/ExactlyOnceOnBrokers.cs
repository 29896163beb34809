using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

public sealed class ExactlyOnceOnEmbeddedBroker(EmbeddedBrokerFixture broker) : ExactlyOnce(broker), IClassFixture<EmbeddedBrokerFixture>;

public sealed class ExactlyOnceOnApacheKafka(ApacheKafkaFixture broker) : ExactlyOnce(broker), IClassFixture<ApacheKafkaFixture>;
