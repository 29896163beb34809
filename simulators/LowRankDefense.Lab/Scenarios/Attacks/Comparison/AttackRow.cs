using System.Globalization;

namespace LowRankDefense.Lab.Scenarios.Attacks.Comparison;

/// <summary>What was measured of one attack.</summary>
/// <param name="Attack">Its name.</param>
/// <param name="Fakes">Fakes.</param>
/// <param name="Clicks">Their mean number of items.</param>
/// <param name="TargetHits">Per victim the share of the genuine users who have a target in their list.</param>
/// <param name="Held">Who was held in the end, by whatever.</param>
/// <param name="ByDetector">Per family of detectors whom that one found alone.</param>
/// <param name="FakesBeforeAlert">Fakes that had come when a campaign or a crowd first held one; null for never.</param>
/// <param name="EventsToVerdict">Median events of a fake until it is convicted; null for never.</param>
internal sealed record AttackRow(
    string Attack,
    int Fakes,
    double Clicks,
    IReadOnlyList<double> TargetHits,
    Found Held,
    IReadOnlyList<Found> ByDetector,
    int? FakesBeforeAlert,
    int? EventsToVerdict
);

/// <summary>Whom a detector found.</summary>
/// <param name="Recall">Share of the fakes; null where there are none.</param>
/// <param name="FalsePositives">Genuine users.</param>
internal sealed record Found(double? Recall, int FalsePositives)
{
    /// <summary>Counts whom it found.</summary>
    /// <param name="flagged">Whether it found each user.</param>
    /// <param name="isFake">Whether each user is fake.</param>
    public static Found Of(IReadOnlyList<bool> flagged, IReadOnlyList<bool> isFake)
    {
        var (fakes, found, genuine) = (0, 0, 0);
        for (var u = 0; u < isFake.Count; u++)
        {
            fakes += isFake[u] ? 1 : 0;
            found += isFake[u] && flagged[u] ? 1 : 0;
            genuine += !isFake[u] && flagged[u] ? 1 : 0;
        }

        return new Found(fakes == 0 ? null : (double)found / fakes, genuine);
    }

    /// <summary>The recall, and in brackets genuine users, where there are any.</summary>
    public override string ToString()
    {
        var recall = Recall?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
        return FalsePositives == 0 ? recall : string.Create(CultureInfo.InvariantCulture, $"{recall} ({FalsePositives})");
    }
}
