using LowRankDefense.Core.Reconstruction;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>What the paper reports for WRMF(SGD) on reconstructed data.</summary>
/// <remarks>Entezari &amp; Papalexakis, Table II, on Gowalla with the head targets and 131 fakes of RecSys20. The shape of its patches is not said.</remarks>
/// <param name="Recall">Recall@50.</param>
/// <param name="HitRate">HR@50.</param>
/// <param name="TargetRecall">Target Recall@50.</param>
/// <param name="TargetHitRate">Target HR@50.</param>
public sealed record PublishedReconstruction(double Recall, double HitRate, double TargetRecall, double TargetHitRate)
{
    private static readonly (PublishedReconstruction Clean, PublishedReconstruction Attacked) Undefended = (
        new(0.2895, 0.7590, 0.0207, 0.1021),
        new(0.2884, 0.7580, 0.0261, 0.1415)
    );

    /// <summary>The row for <paramref name="setting"/>, the one without defense for null; null where the paper has none.</summary>
    /// <param name="setting">A reconstruction, whatever its shape of patches.</param>
    /// <param name="attacked">Whether fakes are in the data.</param>
    public static PublishedReconstruction? Of(ReconstructionSetting? setting, bool attacked = false)
    {
        var row = RowOf(setting);
        return attacked ? row?.Attacked : row?.Clean;
    }

    private static (PublishedReconstruction Clean, PublishedReconstruction Attacked)? RowOf(ReconstructionSetting? setting) =>
        setting switch
        {
            null => Undefended,
            { Patch: 100, Rank: 90 } => (new(0.2893, 0.7580, 0.0241, 0.1105), new(0.2889, 0.7612, 0.0260, 0.1138)),
            { Patch: 300, Rank: 80 } => (new(0.2855, 0.7515, 0.0216, 0.0987), new(0.2838, 0.7514, 0.0253, 0.1091)),
            { Patch: 150, Rank: 20 } => (new(0.2609, 0.7148, 0.0238, 0.1092), new(0.2601, 0.7168, 0.0236, 0.1004)),
            { Shape: PatchShape.Whole, Rank: 3500 } => (new(0.2500, 0.7117, 0.0209, 0.0963), new(0.2468, 0.7090, 0.0236, 0.1029)),
            { Shape: PatchShape.Whole, Rank: 5000 } => (new(0.2866, 0.7563, 0.0231, 0.1049), new(0.2866, 0.7582, 0.0278, 0.1226)),
            _ => null,
        };
}
