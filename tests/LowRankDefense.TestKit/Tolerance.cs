using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.TestKit;

/// <summary>The one tolerance of the suite: sums differ in their last digits between vector widths, results may not differ in more.</summary>
public static class Tolerance
{
    /// <summary>Largest difference allowed between float results, as a share of the largest entry.</summary>
    public const double Single = 2e-5;

    /// <summary>Largest difference allowed between double results, as a share of the largest entry.</summary>
    public const double Double = 1e-10;

    /// <summary>Fails where any entry differs by more than <paramref name="share"/> of the largest expected size (at least 1e-3 of it counts as size).</summary>
    public static void ShouldBeClose(this ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double share = Single)
    {
        actual.Length.ShouldBe(expected.Length);
        var size = 1e-3;
        foreach (var value in expected)
            size = Math.Max(size, Math.Abs(value));
        for (var i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= share * size))
                throw new ShouldAssertException($"Entry {i} is {actual[i]}, expected {expected[i]} within {share * size:g3}.");
        }
    }

    /// <inheritdoc cref="ShouldBeClose(ReadOnlySpan{float}, ReadOnlySpan{float}, double)"/>
    public static void ShouldBeClose(this DenseMatrix actual, DenseMatrix expected, double share = Single)
    {
        (actual.Rows, actual.Columns).ShouldBe((expected.Rows, expected.Columns));
        ((ReadOnlySpan<float>)actual.Data).ShouldBeClose(expected.Data, share);
    }
}
