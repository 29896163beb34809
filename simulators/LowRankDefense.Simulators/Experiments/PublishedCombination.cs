namespace LowRankDefense.Simulators.Experiments;

/// <summary>What the paper reports for WRMF(SGD) on MovieLens 100k with 125 fakes of each of two attacks.</summary>
/// <remarks>Entezari &amp; Papalexakis, Table III. Its targets, and the shape of its patches, are not said.</remarks>
/// <param name="HitRate">HR@10.</param>
/// <param name="TargetHitRate">Target HR@10.</param>
public sealed record PublishedCombination(double HitRate, double TargetHitRate)
{
    /// <summary>The row of some fakes; null where the paper has none.</summary>
    /// <param name="fakes">Names of the attacks in the order of the paper: none, <c>recsys19</c>, <c>recsys20</c> or both.</param>
    /// <param name="reconstructed">Whether the data is reconstructed with [200, 50].</param>
    public static PublishedCombination? Of(IReadOnlyList<string> fakes, bool reconstructed)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        return (fakes, reconstructed) switch
        {
            ([], false) => new(0.8293, 0.1432),
            (["recsys19"], false) => new(0.8271, 0.1505),
            (["recsys20"], false) => new(0.8346, 0.1824),
            (["recsys19", "recsys20"], false) => new(0.8452, 0.2354),
            ([], true) => new(0.8006, 0.1697),
            (["recsys19"], true) => new(0.8165, 0.1241),
            (["recsys20"], true) => new(0.8250, 0.1654),
            (["recsys19", "recsys20"], true) => new(0.8293, 0.1569),
            _ => null,
        };
    }
}
