using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>How many of its events a fake gets through before the live campaigns convict it.</summary>
public static class VerdictDelay
{
    /// <summary>Median (of an even number the upper) over the users of the events up to the verdict; null where it is never: who is never convicted counts as that.</summary>
    /// <param name="users">Users × items.</param>
    /// <param name="rows">Rows of the users asked about.</param>
    /// <param name="campaigns">The campaigns that judge.</param>
    /// <param name="threshold">Evidence that convicts, nats.</param>
    /// <param name="random">Draws the order of each user's events.</param>
    public static int? Median(CsrMatrix users, IReadOnlyList<int> rows, IReadOnlyList<Campaign> campaigns, double threshold, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(campaigns);
        ArgumentNullException.ThrowIfNull(random);
        string[] ids = [.. Enumerable.Range(0, users.Columns).Select(i => $"{i}")];
        var coreItems = (int)Math.Ceiling(new CampaignOptions().CoreItems);
        var detector = new CampaignDetector("arrivals", [.. campaigns.Select(c => c.ToModel(ids))], (float)threshold, coreItems);
        int[] delays = [.. rows.Select(row => Delay(users.ColumnsOf(row).ToArray(), ids, detector, random)).Order()];
        return delays.Length == 0 || delays[delays.Length / 2] == int.MaxValue ? null : delays[delays.Length / 2];
    }

    private static int Delay(int[] items, string[] ids, CampaignDetector detector, SeededRandom random)
    {
        random.Shuffle<int>(items);
        var evidence = new float[detector.EvidenceLength];
        for (var e = 0; e < items.Length; e++)
        {
            detector.Add(evidence, ids[items[e]], 1f);
            if (e + 1 >= new VerdictOptions().MinimumEvents && detector.Score(evidence, e + 1) > detector.Nats)
                return e + 1;
        }

        return int.MaxValue;
    }
}
