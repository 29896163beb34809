using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection;

/// <summary>Learns a detector from profiles, with labels or without. Trainers hold options and nothing else: one may serve several threads.</summary>
/// <typeparam name="TDetector">What is learnt.</typeparam>
public interface IDetectorTrainer<out TDetector>
    where TDetector : IDetector
{
    /// <summary>The fewest profiles that the trainer can learn from where there are no labels.</summary>
    int FewestProfiles { get; }

    /// <summary>Whether it learns from what other detectors have found (<see cref="TrainingProfiles.Convicted"/>), and is to be asked again when that has changed.</summary>
    bool LearnsFromConvicted => false;

    /// <summary>Whether <paramref name="profiles"/> (users × items) hold enough to learn from without labels.</summary>
    bool CanLearnFrom(TrainingProfiles profiles);

    /// <summary>Trains a detector.</summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="profiles">What is learnt from.</param>
    /// <param name="random">Source of everything that is drawn: one seed gives one model, whatever the number of cores.</param>
    /// <param name="cancel">Stops within seconds.</param>
    /// <exception cref="ArgumentException">Nothing can be learnt from these profiles; the message says why and what to do.</exception>
    TDetector Train(string version, TrainingProfiles profiles, SeededRandom random, CancellationToken cancel = default);
}
