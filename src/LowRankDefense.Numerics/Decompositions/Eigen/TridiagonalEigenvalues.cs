using System.Runtime.CompilerServices;

namespace LowRankDefense.Numerics.Decompositions.Eigen;

/// <summary>All eigenvalues of a symmetric tridiagonal matrix by the QL method with implicit shifts, without eigenvectors: O(n²).</summary>
/// <remarks>Dubrulle, Martin &amp; Wilkinson (1968); EISPACK <c>imtql1</c>.</remarks>
internal static class TridiagonalEigenvalues
{
    private const int MaximumIterations = 60;

    /// <summary>The eigenvalues in no particular order.</summary>
    public static double[] Compute(Tridiagonal t)
    {
        double[] d = [.. t.Diagonal];
        double[] e = [.. t.Below.Skip(1), 0.0];
        for (var l = 0; l < d.Length; l++)
        {
            var iterations = 0;
            for (var m = EndOfBlock(d, e, l); m > l; m = EndOfBlock(d, e, l))
            {
                if (++iterations > MaximumIterations || !double.IsFinite(d[l]))
                    throw new NumericalBreakdownException(
                        $"Eigenvalue {l} of a matrix of order {d.Length} did not converge: its entries are not finite."
                    );
                Sweep(d, e, l, m);
            }
        }

        return d;
    }

    private static int EndOfBlock(double[] d, double[] e, int l)
    {
        var m = l;
        // An entry below the diagonal that changes neither of its neighbours is zero.
        while (m < d.Length - 1 && Math.Abs(e[m]) > 2.2e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
            m++;
        return m;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(double[] d, double[] e, int l, int m)
    {
        // Wilkinson's shift
        var g = (d[l + 1] - d[l]) / (2.0 * e[l]);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(Math.Sqrt((g * g) + 1.0), g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = m - 1; i >= l; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            var r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0.0)
            {
                d[i + 1] -= p;
                e[m] = 0.0;
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2.0 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0.0;
    }
}
