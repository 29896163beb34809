using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>How far known fakes prefer each item to what genuine users click: what they push, and what they hide behind.</summary>
internal static class Preferences
{
    // Clicks on every item, in users, that nobody made: a few fakes say little of what they prefer.
    private const double Smoothing = 2;

    /// <summary>ln of the ratio of the shares that have the item, of the fakes and of the genuine, where the fakes' is larger; one per item, 0 or more.</summary>
    /// <remarks>One click of the fakes is left out of each item's: what a single fake has clicked says nothing of the others.</remarks>
    /// <param name="fakes">Fakes × items.</param>
    /// <param name="genuine">Users × items.</param>
    public static float[] Of(CsrMatrix fakes, CsrMatrix genuine)
    {
        var (pushed, usual) = (Clicks(fakes), Clicks(genuine));
        var floor = Smoothing / (fakes.Rows + Smoothing);
        var preferences = new float[pushed.Length];
        for (var i = 0; i < preferences.Length; i++)
        {
            // ln ((f + ε) / (g + ε))
            var share = Math.Max(0, pushed[i] - 1) / Math.Max(1.0, fakes.Rows - 1);
            preferences[i] = (float)Math.Max(0, Math.Log((share + floor) / ((usual[i] / Math.Max(1.0, genuine.Rows)) + floor)));
        }

        return preferences;
    }

    private static int[] Clicks(CsrMatrix users)
    {
        var clicks = new int[users.Columns];
        foreach (var item in users.ColumnIndices)
            clicks[item]++;
        return clicks;
    }
}
