using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests;

public sealed class ConformanceOfEmbeddedBroker(EmbeddedBrokerFixture broker) : BrokerConformance(broker), IClassFixture<EmbeddedBrokerFixture>;

public sealed class ConformanceOfApacheKafka(ApacheKafkaFixture broker) : BrokerConformance(broker), IClassFixture<ApacheKafkaFixture>;
