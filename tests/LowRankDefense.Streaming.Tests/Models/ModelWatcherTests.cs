using System.Security.Cryptography;
using System.Text;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Streaming.Tests.Models;

public sealed class ModelWatcherTests : IAsyncLifetime
{
    private readonly EmbeddedBrokerFixture broker = new();
    private readonly TopicOptions topics = new();
    private readonly ModelRegistry registry = new();
    private readonly WorkerMetrics metrics = new();
    private readonly CollectedLog log = new();
    private KafkaClients clients = null!;
    private ModelWatcher watcher = null!;

    public async Task InitializeAsync()
    {
        await broker.InitializeAsync();
        clients = new KafkaClients(new KafkaOptions { BootstrapServers = broker.BootstrapServers }, log);
        var setup = new TopicSetup(clients, topics, log.For<TopicSetup>());
        await setup.EnsureAsync();
        watcher = new ModelWatcher(clients, topics, setup, registry, metrics, log.For<ModelWatcher>());
    }

    public async Task DisposeAsync()
    {
        await watcher.StopAsync(CancellationToken.None);
        watcher.Dispose();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task NoModel_ShouldBeAFact_OnceTheTopicWasRead()
    {
        await watcher.StartAsync(CancellationToken.None);

        await registry.Known.WaitAsync(TimeSpan.FromSeconds(30));
        registry.Detectors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Models_ShouldComeIntoForce_ThoseBeforeTheStartAndThoseBehindIt()
    {
        Publish(Detector("d-1", 1f));
        await watcher.StartAsync(CancellationToken.None);
        await registry.Known.WaitAsync(TimeSpan.FromSeconds(30));
        registry.Detector("pca-svm")!.Version.ShouldBe("d-1");

        Publish(Detector("d-2", 2f));
        Send(outbox => new ModelPublisher(topics.Models).Publish(outbox, ModelKind.Factors, "f-1", new byte[] { 1 }, before: null));

        await Eventually.Holds(() => registry.Manifest(ModelKind.Factors) is not null, "the factors are known");
        registry.Detectors.ShouldHaveSingleItem().Version.ShouldBe("d-2");
        (await Metrics()).ShouldContain("lowrank_model_info{kind=\"detector\",version=\"d-2\"} 1");
        (await Metrics()).ShouldContain("lowrank_model_info{kind=\"factors\",version=\"f-1\"} 1");
        (await Metrics()).ShouldNotContain("version=\"d-1\"");
        (await Metrics()).ShouldContain("lowrank_detector_basis_overlap 1");
    }

    [Theory]
    [InlineData("cut short")]
    [InlineData("no detector")]
    [InlineData("no chunks")]
    [InlineData("no kind")]
    [InlineData("impossible size")]
    [InlineData("no manifest")]
    public async Task DamagedModel_ShouldBeRefusedAndLogged_AndLeaveTheLastGoodInForce(string damage)
    {
        Publish(Detector("d-1", 1f));
        Send(outbox => SendDamaged(outbox, damage));
        await watcher.StartAsync(CancellationToken.None);
        await registry.Known.WaitAsync(TimeSpan.FromSeconds(30));

        registry.Detectors.ShouldHaveSingleItem().Version.ShouldBe("d-1");
        registry.Manifest("detector")!.Version.ShouldBe("d-1");
        log.Lines.ShouldContain(l => l.StartsWith("Error: ") && l.Contains("the last good one stays in force"));
        Publish(Detector("d-3", 1f));
        await Eventually.Holds(() => registry.Detector("pca-svm")?.Version == "d-3", "the watcher goes on behind the damage");
    }

    private void SendDamaged(Outbox outbox, string damage)
    {
        var bytes = DetectorCatalog.Encode(Detector("d-2", 1f));
        var manifest = new ModelManifest("detector", "d-2", 1, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        switch (damage)
        {
            case "cut short":
                new ModelPublisher(topics.Models).Publish(outbox, "detector", "d-2", bytes.AsMemory(0, bytes.Length / 2), before: null);
                return;
            case "no detector":
                new ModelPublisher(topics.Models).Publish(outbox, "detector", "d-2", "hello"u8.ToArray(), before: null);
                return;
            case "no kind":
                var none = new ModelManifest(null!, "d-2", 1, 0, Convert.ToHexStringLower(SHA256.HashData([])));
                Put(outbox, none.ChunkKey(0), []);
                Put(outbox, "/manifest", none.ToBytes());
                return;
            case "impossible size":
                Put(outbox, manifest.ChunkKey(0), bytes);
                Put(outbox, manifest.Key, (manifest with { Bytes = -1 }).ToBytes());
                return;
            case "no manifest":
                Put(outbox, manifest.Key, "no json"u8.ToArray());
                return;
            default:
                Put(outbox, manifest.Key, manifest.ToBytes());
                return;
        }
    }

    private void Put(Outbox outbox, string key, byte[] value) => outbox.Send(topics.Models, 0, Outbox.KeyOf(key), value);

    private void Publish(IDetector detector) =>
        Send(outbox =>
            new ModelPublisher(topics.Models).Publish(outbox, "detector", detector.Version, DetectorCatalog.Encode(detector), before: null)
        );

    private void Send(Action<Outbox> send)
    {
        using var producer = clients.TransactionalProducer("test");
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        producer.BeginTransaction();
        send(new Outbox(producer));
        producer.CommitTransaction(TimeSpan.FromSeconds(20));
    }

    private async Task<string> Metrics()
    {
        using var stream = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static PcaSvmDetector Detector(string version, float scale) =>
        new(
            version,
            ["i-1", "i-2", "i-3"],
            new DenseMatrix(3, 2, [scale, 0, 0, scale, 0, 0]),
            new QuadraticForm(new DenseMatrix(2, 2), [1f, 1f], 0f),
            LengthCalibration.Constant(1f)
        );
}
