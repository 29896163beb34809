using LowRankDefense.Core.Reconstruction;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>What the paper reports for WRMF(SGD) on reconstructed clean data.</summary>
/// <remarks>Entezari &amp; Papalexakis, Table II, rows "Clean", on Gowalla with the head targets. The shape of its patches is not said.</remarks>
/// <param name="Recall">Recall@50.</param>
/// <param name="HitRate">HR@50.</param>
/// <param name="TargetRecall">Target Recall@50.</param>
/// <param name="TargetHitRate">Target HR@50.</param>
public sealed record PublishedReconstruction(double Recall, double HitRate, double TargetRecall, double TargetHitRate)
{
    /// <summary>The row for <paramref name="setting"/>, the one without defense for null; null where the paper has none.</summary>
    public static PublishedReconstruction? Of(ReconstructionSetting? setting) =>
        setting switch
        {
            null => new(0.2895, 0.7590, 0.0207, 0.1021),
            { Patch: 100, Rank: 90 } => new(0.2893, 0.7580, 0.0241, 0.1105),
            { Patch: 300, Rank: 80 } => new(0.2855, 0.7515, 0.0216, 0.0987),
            { Patch: 150, Rank: 20 } => new(0.2609, 0.7148, 0.0238, 0.1092),
            { Shape: PatchShape.Whole, Rank: 3500 } => new(0.2500, 0.7117, 0.0209, 0.0963),
            { Shape: PatchShape.Whole, Rank: 5000 } => new(0.2866, 0.7563, 0.0231, 0.1049),
            _ => null,
        };
}
