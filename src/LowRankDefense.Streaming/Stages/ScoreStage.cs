using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Evaluates the decision function on the profile's projection.</summary>
internal sealed class ScoreStage : IStage
{
    public void Process(EventContext context)
    {
        if (context.Detector is not { } detector)
            return;
        var profile = context.Profile;
        context.Score = detector.Score(profile.ProjectionBy(detector), profile.Length);
        context.Threshold = detector.Threshold(profile.Length);
    }
}
