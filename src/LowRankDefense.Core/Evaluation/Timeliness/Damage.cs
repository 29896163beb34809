namespace LowRankDefense.Core.Evaluation.Timeliness;

/// <summary>What an attack has gained in all, over the time it was on.</summary>
public static class Damage
{
    /// <summary>What the number means.</summary>
    public const string Definition =
        "Σ over refreshes of (exposure of the targets − their exposure without the attack); exposure is the share of genuine users who see the item.";

    /// <summary>Σ_t (e_t − c_t); negative where the attack has pushed its targets out of sight.</summary>
    /// <param name="exposure">e_t: exposure of the targets after each refresh, 0 .. 1 (see <see cref="RankingMetrics.Exposure"/>); no refresh, no damage.</param>
    /// <param name="clean">c_t: exposure after the same refresh of a recommender that never met the fakes, 0 .. 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not a share; the message names the refresh.</exception>
    public static Metric Of(ReadOnlySpan<double> exposure, ReadOnlySpan<double> clean)
    {
        if (exposure.Length != clean.Length)
            throw new ArgumentException($"{exposure.Length} exposures do not go with {clean.Length} clean ones.", nameof(clean));
        var sum = 0.0;
        for (var t = 0; t < exposure.Length; t++)
            sum += Share(exposure[t], t, nameof(exposure)) - Share(clean[t], t, nameof(clean));
        return new Metric("damage", sum, Definition);
    }

    private static double Share(double value, int refresh, string argument) =>
        value is >= 0.0 and <= 1.0
            ? value
            : throw new ArgumentOutOfRangeException(argument, value, $"The exposure after refresh {refresh} is not a share, 0 .. 1.");
}
