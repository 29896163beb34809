using LowRankDefense.Core.Detection;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Has every detector in force assess the profile.</summary>
internal sealed class ScoreStage : IStage
{
    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        var profile = context.Profile;
        for (var d = 0; d < context.Detectors.Length; d++)
            context.Assessments[d] = Assessment.Of(context.Detectors[d], profile.EvidenceFor(context.Detectors[d]), profile.Length);
    }
}
