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
    // How versions end of what no operator has published: only that is replaced.
    private const string SelfTrained = "-self";
    private readonly ModelPublisher models = new(topics.Models);
    private readonly ConvictedUsers<string> convicted = new();

    /// <inheritdoc/>
    public string Name => "detector";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop)
    {
        var random = run.Random.Split();
        var trainers = DetectorCatalog.TrainedNames.Select(family => (Family: family, Trainer: DetectorCatalog.CreateTrainer(family, settings)));
        var due = trainers.Where(t => IsDue(t.Family, t.Trainer, run.Snapshot)).ToList();
        if (due.Count == 0)
            return;
        var profiles = ProfilesOf(run.Snapshot);
        foreach (var (family, trainer) in due)
        {
            if (trainer.CanLearnFrom(profiles))
            {
                Log.SelfTraining(logger, family, profiles.Profiles.Rows);
                run.Detectors.Add(trainer.Train($"{ModelKind.OfDetector(family)}-{run.Stamp}{SelfTrained}", profiles, random.Split(), stop));
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

        if (run.Detectors.Count > 0 && run.Snapshot.Held is { } held)
            convicted.Learn(held.Select(h => h.User));
    }

    // Who is held and not yet retracted would be genuine and fake at once.
    private static TrainingProfiles ProfilesOf(SanitizedSnapshot snapshot)
    {
        var held = snapshot.Held ?? [];
        var users = held.Select(h => h.User).ToHashSet(StringComparer.Ordinal);
        int[] free = [.. Enumerable.Range(0, snapshot.Users.Count).Where(u => !users.Contains(snapshot.Users[u]))];
        return new TrainingProfiles(snapshot.Matrix.SelectRows(free), snapshot.Items).With([.. held.Select(h => h.Items)]);
    }

    private bool IsDue(string family, IDetectorTrainer<IDetector> trainer, SanitizedSnapshot snapshot) =>
        options.SelfTraining switch
        {
            SelfTraining.EveryRefresh => true,
            SelfTraining.WhenMissing => registry.Detector(family) is not { } inForce
                || (inForce.Version.EndsWith(SelfTrained, StringComparison.Ordinal) && trainer.LearnsFromConvicted && HaveChanged(snapshot)),
            _ => false,
        };

    private bool HaveChanged(SanitizedSnapshot snapshot) => snapshot.Held is { } held && convicted.HaveChanged(held.Select(h => h.User));
}
