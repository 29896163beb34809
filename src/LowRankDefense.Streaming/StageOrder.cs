using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Stages;

namespace LowRankDefense.Streaming;

/// <summary>The way of an event as data: the table the README opens with, and the order in which stages and refresh steps are registered. A test holds README, folders and this list together.</summary>
public static class StageOrder
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<StageRow> Rows { get; } =
    [
        new("record → interaction", ["Interactions"], typeof(ParseStage), ["interactions.rejected"]),
        new("→ profile", ["Profiles"], typeof(ProfileStage), ["interactions.rejected"]),
        new("→ score", ["Detection"], typeof(ScoreStage), []),
        new("→ verdict", ["Verdicts"], typeof(VerdictStage), ["verdicts"]),
        new("→ sanitized stream", ["Sanitization"], typeof(SanitizeStage), ["interactions.sanitized", "interactions.quarantined"]),
        new("→ burst alert", ["Alerts"], typeof(AlertStage), ["alerts"]),
        new("patrol → campaigns", ["Detection"], typeof(PatrolTerm), ["models", "alerts"]),
        new("refresh → detectors", ["Detection"], typeof(DetectorStep), ["models"]),
        new("→ reconstruction", ["Reconstruction"], typeof(ReconstructionStep), ["reconstructions"]),
        new("→ factors", ["Factorization"], typeof(FactorizationStep), ["models"]),
        new("→ recommendations", ["Recommendations"], typeof(RecommendationStep), ["recommendations"]),
    ];
}

/// <summary>A row of the stage table.</summary>
/// <param name="Step">What happens, as the table names it.</param>
/// <param name="CoreFolders">Folders of Core that hold the science of the step.</param>
/// <param name="Stage">The stage of the pipeline, the step of the refresh or the patrol that does it.</param>
/// <param name="Topics">Default names of the topics it writes.</param>
public sealed record StageRow(string Step, IReadOnlyList<string> CoreFolders, Type Stage, IReadOnlyList<string> Topics);
