using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;
using MemoryPack;

namespace LowRankDefense.Streaming.Tests.Refresh;

/// <summary>What the steps of a refresh compute and what they write, byte by byte.</summary>
public sealed class PublishedStepsTests : IDisposable
{
    private static readonly IalsTrainer Trainer = new(new IalsOptions { Rank = 2 });
    private readonly RecordingProducer producer = new();
    private readonly ModelRegistry registry = new();
    private readonly RefreshRun run = Snapshots.Run();

    public void Dispose() => producer.Dispose();

    [Fact]
    public void Reconstruction_ShouldBePublishedByUser()
    {
        var step = new ReconstructionStep(new RefreshOptions { LearnFrom = LearningSource.Reconstruction }, StageHarness.Topics);
        // No patch of 3 × 3 has a rank above 80: all stays as it is, values apart, which are not looked at.
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        producer
            .Sent.Select(r => r.Text)
            .ShouldBe([
                """{"user":"ann","items":[{"item":"x","value":1},{"item":"y","value":1}],"timestamp":1700000000123}""",
                """{"user":"ben","items":[{"item":"y","value":1},{"item":"z","value":1}],"timestamp":1700000000123}""",
                """{"user":"cem","items":[{"item":"x","value":1}],"timestamp":1700000000123}""",
            ]);
        producer.Sent.Select(r => r.KeyText).ShouldBe(["ann", "ben", "cem"]);
        producer.Sent.ShouldAllBe(r => r.Topic == "reconstructions" && r.Partition == Partition.Any.Value);
    }

    [Fact]
    public void InteractionsThatAreLearntFromAsTheyAre_ShouldNotBePublishedAsAReconstruction()
    {
        var step = new ReconstructionStep(new RefreshOptions(), StageHarness.Topics);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        run.Reconstruction.ShouldBeSameAs(run.Binary);
        producer.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void Recommendations_ShouldBePublishedByUser_WithoutWhatTheUserHas()
    {
        // ann likes z, ben x, cem z before y: scores are plain to see.
        run.Factors = new FactorModel(new DenseMatrix(3, 1, [1f, 2f, 1f]), new DenseMatrix(3, 1, [0.25f, 0.5f, 2f])) { Version = "factors-7" };
        var step = new RecommendationStep(new RefreshOptions { Recommendations = 2 }, StageHarness.Topics);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        producer
            .Sent.Select(r => r.Text)
            .ShouldBe([
                """{"user":"ann","items":[{"item":"z","score":2}],"model":"factors-7","timestamp":1700000000123}""",
                """{"user":"ben","items":[{"item":"x","score":0.5}],"model":"factors-7","timestamp":1700000000123}""",
                """{"user":"cem","items":[{"item":"z","score":2},{"item":"y","score":0.5}],"model":"factors-7","timestamp":1700000000123}""",
            ]);
        producer.Sent.Select(r => r.KeyText).ShouldBe(["ann", "ben", "cem"]);
        producer.Sent.ShouldAllBe(r => r.Topic == "recommendations" && r.Partition == Partition.Any.Value);
    }

    [Fact]
    public void Recommendations_ShouldNotBeMoreThanWanted()
    {
        run.Factors = new FactorModel(new DenseMatrix(3, 1, [1f, 2f, 1f]), new DenseMatrix(3, 1, [0.25f, 0.5f, 2f]));
        var step = new RecommendationStep(new RefreshOptions { Recommendations = 1 }, StageHarness.Topics);
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        producer.Sent.ShouldAllBe(r => r.Json.GetProperty("items").GetArrayLength() == 1);
    }

    [Fact]
    public void Factors_ShouldBeThoseOfTheReconstruction_WithTheIdsOfTheirRows()
    {
        run.Reconstruction = run.Binary;
        registry.Note(new ModelManifest(ModelKind.Factors, "factors-before", 2, 9, ""));
        var step = new FactorizationStep(Trainer, new RefreshOptions(), StageHarness.Topics, registry, new WorkerMetrics());
        step.Compute(run, CancellationToken.None);
        step.Publish(run, new Outbox(producer));

        var assembler = new ModelAssembler();
        var (manifest, model) = producer
            .Sent.Select(r => assembler.Take(r.KeyText, r.Value))
            .OfType<(ModelManifest, byte[])>()
            .ShouldHaveSingleItem();
        (manifest.Kind, manifest.Version).ShouldBe(("factors", "factors-20231114T221320123"));
        var payload = MemoryPackSerializer.Deserialize<FactorsPayload>(model)!;
        payload.Users.ShouldBe(["ann", "ben", "cem"]);
        payload.Items.ShouldBe(["x", "y", "z"]);
        payload.Factors.ShouldBe(FactorModelCodec.Encode(Directly()));
        producer.Sent.Where(r => r.Value is null).Select(r => r.KeyText).ShouldBe(["factors/factors-before/00000", "factors/factors-before/00001"]);
    }

    [Theory]
    [InlineData(0.02, 18)]
    [InlineData(0.0, 0)]
    public void LeastSupportedUsers_ShouldBeTrimmed_AndCounted(double share, int trimmed)
    {
        var attacked = Communities.Draw(900, 0, seed: 4).Profiles.StackAbove(Communities.Pushers(18, [3, 163, 283], seed: 5));
        var options = new RefreshOptions { Trimming = new TrimmingOptions { Share = share } };
        var metrics = new WorkerMetrics();
        var pushed = Snapshots.Run(Snapshots.Of(new TrainingProfiles(attacked, Communities.ItemIds)));
        pushed.Reconstruction = attacked;

        new FactorizationStep(Trainer, options, StageHarness.Topics, registry, metrics).Compute(pushed, CancellationToken.None);

        metrics.Trimmed.Value.ShouldBe(trimmed);
        var random = new SeededRandom(1);
        var least = new TrimmedTraining(options.Trimming).LeastSupported(attacked, random.Split());
        var problem = WeightedInteractions.Uniform(attacked, Trainer.Confidence);
        var expected = TrimmedTraining.Train(Trainer, problem, least, random.Split(), progress: null, CancellationToken.None);
        pushed.Factors.Items.Data.ToArray().ShouldBe(expected.Items.Data.ToArray());
        pushed.Factors.Users.Data.ToArray().ShouldBe(expected.Users.Data.ToArray());
    }

    private FactorModel Directly()
    {
        var problem = WeightedInteractions.Reconstructed(run.Binary, run.Binary, Trainer.Confidence);
        var random = new SeededRandom(1);
        // Nobody of three users can be trimmed; what it would have drawn is drawn.
        _ = random.Split();
        return Trainer.Train(problem, random.Split(), progress: null, CancellationToken.None) with { Version = "factors-20231114T221320123" };
    }
}
