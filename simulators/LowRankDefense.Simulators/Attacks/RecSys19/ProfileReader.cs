using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>
/// Reads profiles of any real values as fakes: every target at the top of the scale, and the fillers that a profile has most of, with the values that genuine users
/// give as often, the largest to what it has most of.
/// </summary>
/// <remarks>
/// Christakopoulou &amp; Banerjee (RecSys 2019), §4: fakes are cut to about as many ratings as genuine users have. Departure: the values themselves are taken for an order
/// only, since a network draws far too many at either end.
/// </remarks>
internal sealed class ProfileReader
{
    private readonly int[] targets;
    private readonly bool[] isTarget;
    private readonly float[] byRank;

    /// <summary>A reader for one data set.</summary>
    /// <param name="genuine">Genuine users × items, some value above 0 among them.</param>
    /// <param name="targets">Columns of the targets.</param>
    /// <param name="fillers">Items of a fake besides the targets; all others where there are fewer.</param>
    public ProfileReader(CsrMatrix genuine, IReadOnlyList<int> targets, int fillers)
    {
        this.targets = [.. targets.Distinct()];
        isTarget = new bool[genuine.Columns];
        foreach (var target in targets)
            isTarget[target] = true;
        float[] values = [.. genuine.Values.ToArray().Where(v => v > 0f).OrderDescending()];
        Largest = values[0];
        // The middle of each of as many equal parts of all values
        byRank = new float[Math.Min(fillers, genuine.Columns - this.targets.Length)];
        for (var rank = 0; rank < byRank.Length; rank++)
            byRank[rank] = values[(int)((rank + 0.5) / byRank.Length * values.Length)];
    }

    /// <summary>The largest value that users give.</summary>
    public float Largest { get; }

    /// <summary>The fakes.</summary>
    /// <param name="profiles">Fakes × items.</param>
    /// <returns>Fakes × items.</returns>
    public CsrMatrix Read(DenseMatrix profiles)
    {
        var entries = new List<(int, int, float)>(profiles.Rows * (byRank.Length + targets.Length));
        int[] others = [.. Enumerable.Range(0, profiles.Columns).Where(i => !isTarget[i])];
        for (var f = 0; f < profiles.Rows; f++)
        {
            var profile = profiles.Row(f).ToArray();
            // Equal values keep the order of the items: one profile, one fake.
            Array.Sort(others, (a, b) => profile[a] != profile[b] ? profile[b].CompareTo(profile[a]) : a.CompareTo(b));
            for (var rank = 0; rank < byRank.Length; rank++)
                entries.Add((f, others[rank], byRank[rank]));
            foreach (var target in targets)
                entries.Add((f, target, Largest));
        }

        return CsrMatrix.FromEntries(profiles.Rows, profiles.Columns, entries);
    }
}
