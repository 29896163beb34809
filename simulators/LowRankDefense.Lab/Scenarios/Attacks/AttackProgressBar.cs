using LowRankDefense.Numerics;
using LowRankDefense.Simulators.Attacks;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>Shows the steps of a learned attack as a training is shown.</summary>
internal sealed class AttackProgressBar : IProgress<AttackStep>
{
    private readonly IProgress<TrainingProgress> progress;

    private AttackProgressBar(IProgress<TrainingProgress> progress) => this.progress = progress;

    /// <summary>What tells a training's listener of steps; null where nobody listens.</summary>
    /// <param name="progress">The listener.</param>
    public static AttackProgressBar? Of(IProgress<TrainingProgress>? progress) => progress is null ? null : new(progress);

    /// <inheritdoc/>
    public void Report(AttackStep value) => progress.Report(new TrainingProgress(value.Epoch, value.Epochs, value.Loss));
}
