namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What was seen while the stream ran. Thread-safe.</summary>
internal sealed class DemoTimeline
{
    private readonly Lock gate = new();
    private readonly List<DetectionMoment> detections = [];
    private readonly List<ExposureMoment> exposures = [];
    private readonly List<(double Second, string Sentence)> story = [];

    /// <summary>Once a second, how many users were flagged.</summary>
    public IReadOnlyList<DetectionMoment> Detections => Copy(detections);

    /// <summary>At every refresh, what genuine users were shown.</summary>
    public IReadOnlyList<ExposureMoment> Exposures => Copy(exposures);

    /// <summary>What the guard did, in words.</summary>
    public IReadOnlyList<(double Second, string Sentence)> Story => Copy(story);

    /// <summary>Adds a moment.</summary>
    public void Add(DetectionMoment moment) => Add(detections, moment);

    /// <inheritdoc cref="Add(DetectionMoment)"/>
    public void Add(ExposureMoment moment) => Add(exposures, moment);

    /// <inheritdoc cref="Add(DetectionMoment)"/>
    public void Add(double second, string sentence) => Add(story, (second, sentence));

    private void Add<T>(List<T> list, T item)
    {
        lock (gate)
            list.Add(item);
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (gate)
            return [.. list];
    }
}

/// <summary>Who was flagged at a moment.</summary>
/// <param name="Second">Seconds from the first event.</param>
/// <param name="Acting">Fakes of whom something was sent.</param>
/// <param name="Found">Fakes whose newest verdict is fake.</param>
/// <param name="FalseAlarms">Genuine users ever flagged.</param>
internal readonly record struct DetectionMoment(double Second, int Acting, int Found, int FalseAlarms);

/// <summary>What genuine users were shown at a moment.</summary>
/// <param name="Second">Seconds from the first event.</param>
/// <param name="Guarded">Share, of those with recommendations that the worker has published, who have a target among these.</param>
/// <param name="Unguarded">The same of the same users, had the recommender learnt from all that was sent by then.</param>
internal readonly record struct ExposureMoment(double Second, double Guarded, double Unguarded);
