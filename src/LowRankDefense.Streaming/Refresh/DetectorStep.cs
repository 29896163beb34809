using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Trains the detectors that are due, of every family that is trained, without labels.</summary>
internal sealed class DetectorStep(
    RefreshOptions options,
    DetectorSettings settings,
    TopicOptions topics,
    ModelRegistry registry,
    ILogger<DetectorStep> logger
) : IRefreshStep
{
    private readonly ModelPublisher models = new(topics.Models);
    private readonly ConvictedUsers<string> convicted = new();

    /// <inheritdoc/>
    public string Name => "detector";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop)
    {
        var random = run.Random.Split();
        var profiles = new TrainingProfiles(run.Snapshot.Matrix, run.Snapshot.Items).With([.. run.Snapshot.Held.Select(h => h.Items)]);
        foreach (var family in DetectorCatalog.TrainedNames)
        {
            var trainer = DetectorCatalog.CreateTrainer(family, settings);
            if (!IsDue(family, trainer, run.Snapshot))
                continue;
            if (trainer.CanLearnFrom(profiles))
            {
                Log.SelfTraining(logger, family, profiles.Profiles.Rows);
                run.Detectors.Add(trainer.Train($"{ModelKind.OfDetector(family)}-{run.Stamp}", profiles, random.Split(), stop));
            }
            else
            {
                Log.SelfTrainingPostponed(logger, family, profiles.Profiles.Rows, trainer.FewestProfiles);
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(RefreshRun run, Outbox outbox)
    {
        foreach (var detector in run.Detectors)
        {
            var kind = ModelKind.OfDetector(detector.Family);
            models.Publish(outbox, kind, detector.Version, DetectorCatalog.Encode(detector), registry.Manifest(kind));
        }

        if (run.Detectors.Count > 0)
            convicted.Learn(run.Snapshot.Held.Select(h => h.User));
    }

    private bool IsDue(string family, IDetectorTrainer<IDetector> trainer, SanitizedSnapshot snapshot) =>
        options.SelfTraining switch
        {
            SelfTraining.EveryRefresh => true,
            SelfTraining.WhenMissing => registry.Detector(family) is null
                || (trainer.LearnsFromConvicted && convicted.HaveChanged(snapshot.Held.Select(h => h.User))),
            _ => false,
        };
}
