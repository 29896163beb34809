using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Training;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>One refresh: detector where one is due, reconstruction, factors, recommendations; computed first, then published in one transaction.</summary>
internal sealed class Refresher(
    IFactorTrainer trainer,
    RefreshOptions options,
    DetectorTrainingOptions training,
    TopicOptions topics,
    ModelRegistry registry,
    WorkerMetrics metrics,
    TimeProvider time,
    ILogger<Refresher> logger
)
{
    private readonly ModelPublisher models = new(topics.Models);
    private readonly RecommendStage recommend = new(topics);
    private readonly ReconstructionPublisher reconstructions = new(topics);

    /// <summary>The step that is under way, for the message of a failure.</summary>
    public string Step { get; private set; } = "";

    public void Refresh(SanitizedSnapshot snapshot, IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var now = time.GetUtcNow();
        var random = new SeededRandom(options.Seed);
        var stamp = now.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var detector = Timed("detector", () => TrainDetector(snapshot, $"detector-{stamp}", random.Split(), stop));
        var binary = Binary(snapshot.Matrix);
        var reconstructed = Timed("reconstruction", () => LocalReconstruction.Reconstruct(binary, options.Reconstruction, random.Split(), stop));
        var factors = Timed(
            "factors",
            () =>
                trainer.Train(WeightedInteractions.Reconstructed(reconstructed, binary, trainer.ObservedWeight), random.Split(), progress: null, stop)
        );
        var table = Timed("recommendations", () => TopN.Compute(factors, snapshot.Matrix, options.Recommendations, stop));
        Timed(
            "publish",
            () =>
                Publish(
                    producer,
                    snapshot,
                    detector,
                    reconstructed,
                    factors with
                    {
                        Version = $"factors-{stamp}",
                    },
                    table,
                    now.ToUnixTimeMilliseconds()
                )
        );
        metrics.Refreshes.Inc();
        Log.Refreshed(logger, snapshot.Matrix.Rows, snapshot.Matrix.NonZeros, watch.ElapsedMilliseconds);
    }

    private DetectorModel? TrainDetector(SanitizedSnapshot snapshot, string version, SeededRandom random, CancellationToken stop)
    {
        var due =
            options.SelfTraining == SelfTraining.EveryRefresh || (options.SelfTraining == SelfTraining.WhenMissing && registry.Detector is null);
        if (!due)
            return null;
        Log.SelfTraining(logger, snapshot.Matrix.Rows);
        return new SelfTrainer(training).Train(version, snapshot.Matrix, snapshot.Items, random, stop);
    }

    private static CsrMatrix Binary(CsrMatrix matrix)
    {
        var ones = new float[matrix.NonZeros];
        Array.Fill(ones, 1f);
        return matrix.WithValues(ones);
    }

    private bool Publish(
        IProducer<byte[], byte[]> producer,
        SanitizedSnapshot snapshot,
        DetectorModel? detector,
        CsrMatrix reconstructed,
        FactorModel factors,
        RecommendationTable table,
        long now
    )
    {
        var transaction = new Transaction(producer);
        transaction.Begin();
        try
        {
            if (detector is not null)
                models.Publish(producer, ModelKind.Detector, detector.Version, DetectorModelCodec.Encode(detector), registry.DetectorManifest);
            models.Publish(producer, ModelKind.Factors, factors.Version, FactorEnvelope.Encode(factors, snapshot), registry.FactorsManifest);
            var outbox = new Outbox(producer);
            reconstructions.Publish(outbox, snapshot, reconstructed, now);
            recommend.Publish(outbox, snapshot, table, factors.Version, now);
            transaction.Commit([], () => throw new InvalidOperationException("A refresh consumes no offsets."));
            return true;
        }
        catch
        {
            transaction.Abort();
            throw;
        }
    }

    private T Timed<T>(string step, Func<T> run)
    {
        Step = step;
        using (metrics.RefreshSeconds.WithLabels(step).NewTimer())
            return run();
    }
}
