using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Stages;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>The way of an event as data: the table the README opens with. A test holds README, folders and this list together.</summary>
public static class StageOrder
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<StageRow> Rows { get; } =
    [
        new("interaction → profile", ["Interactions", "Profiles"], typeof(ProfileStage), ["interactions.rejected"]),
        new("→ score", ["Detection"], typeof(ScoreStage), []),
        new("→ verdict", ["Verdicts"], typeof(VerdictStage), ["verdicts"]),
        new("→ sanitized stream", ["Sanitization"], typeof(SanitizeStage), ["interactions.sanitized", "interactions.quarantined"]),
        new("→ burst alert", ["Alerts"], typeof(AlertStage), ["alerts"]),
        new("refresh → reconstruction", ["Reconstruction"], typeof(RefreshLoop), ["reconstructions"]),
        new("→ factors", ["Factorization"], typeof(RefreshLoop), ["models"]),
        new("→ recommendations", ["Recommendations"], typeof(RecommendStage), ["recommendations"]),
    ];
}
