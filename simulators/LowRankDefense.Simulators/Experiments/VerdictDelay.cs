using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>How many of its events a fake gets through before a detector convicts it.</summary>
public static class VerdictDelay
{
    /// <summary>Median (of an even number the upper) over the users of the events up to the verdict; null where it is never: who is never convicted counts as that.</summary>
    /// <param name="accounts">The users; items are known to the detectors by the number of their column. What an account clicked before it turned does not count.</param>
    /// <param name="rows">Rows of the users asked about.</param>
    /// <param name="detectors">The detectors that judge; one above its threshold is enough.</param>
    /// <param name="random">Draws the order of each user's events.</param>
    public static int? Median(Accounts accounts, IReadOnlyList<int> rows, IReadOnlyList<IDetector> detectors, SeededRandom random)
    {
        int?[] delays = [.. Of(accounts, rows, detectors, random).OrderBy(d => d ?? int.MaxValue)];
        return delays.Length == 0 ? null : delays[delays.Length / 2];
    }

    /// <summary>Of each of the users the events up to the verdict, null where it is never.</summary>
    /// <inheritdoc cref="Median"/>
    public static int?[] Of(Accounts accounts, IReadOnlyList<int> rows, IReadOnlyList<IDetector> detectors, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentNullException.ThrowIfNull(random);
        string[] ids = [.. Enumerable.Range(0, accounts.Profiles.Columns).Select(i => $"{i}")];
        return [.. rows.Select(row => Delay([.. accounts.Clicks(row, random).Select(i => ids[i])], accounts.ClicksBefore(row), detectors))];
    }

    private static int? Delay(string[] items, int before, IReadOnlyList<IDetector> detectors)
    {
        var evidence = detectors.Select(d => new float[d.EvidenceLength]).ToArray();
        for (var e = 0; e < items.Length; e++)
        {
            for (var d = 0; d < detectors.Count; d++)
                detectors[d].Add(evidence[d], items[e], 1f);
            if (
                e + 1 > before
                && e + 1 >= new VerdictOptions().MinimumEvents
                && detectors.Where((d, k) => Assessment.Of(d, evidence[k], e + 1).Margin > 0).Any()
            )
                return e + 1 - before;
        }

        return null;
    }
}
