using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>How many of its events a fake gets through before a detector convicts it.</summary>
public static class VerdictDelay
{
    /// <summary>Median (of an even number the upper) over the users of the events up to the verdict; null where it is never: who is never convicted counts as that.</summary>
    /// <param name="users">Users × items; items are known to the detectors by the number of their column.</param>
    /// <param name="rows">Rows of the users asked about.</param>
    /// <param name="detectors">The detectors that judge; one above its threshold is enough.</param>
    /// <param name="random">Draws the order of each user's events.</param>
    public static int? Median(CsrMatrix users, IReadOnlyList<int> rows, IReadOnlyList<IDetector> detectors, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentNullException.ThrowIfNull(random);
        string[] ids = [.. Enumerable.Range(0, users.Columns).Select(i => $"{i}")];
        int[] delays = [.. rows.Select(row => Delay([.. users.ColumnsOf(row).ToArray().Select(i => ids[i])], detectors, random)).Order()];
        return delays.Length == 0 || delays[delays.Length / 2] == int.MaxValue ? null : delays[delays.Length / 2];
    }

    private static int Delay(string[] items, IReadOnlyList<IDetector> detectors, SeededRandom random)
    {
        random.Shuffle<string>(items);
        var evidence = detectors.Select(d => new float[d.EvidenceLength]).ToArray();
        for (var e = 0; e < items.Length; e++)
        {
            for (var d = 0; d < detectors.Count; d++)
                detectors[d].Add(evidence[d], items[e], 1f);
            if (e + 1 >= new VerdictOptions().MinimumEvents && detectors.Where((d, k) => Assessment.Of(d, evidence[k], e + 1).Margin > 0).Any())
                return e + 1;
        }

        return int.MaxValue;
    }
}
