using System.Runtime.CompilerServices;

namespace LowRankDefense.Numerics.Decompositions.Eigen;

/// <summary>T − λI as LU factors with row exchanges; pivots below <c>smallestPivot</c> become that, entries beside the diagonal become zero.</summary>
internal sealed class ShiftedTridiagonal(Tridiagonal t, double smallestPivot)
{
    private readonly double[] below = [.. t.Below.Select(e => Math.Abs(e) <= smallestPivot ? 0.0 : e)];
    private readonly double[] pivots = new double[t.Order];
    private readonly double[] right = new double[t.Order];
    private readonly double[] farRight = new double[t.Order];
    private readonly double[] multipliers = new double[t.Order];
    private readonly bool[] exchanged = new bool[t.Order];

    /// <summary>Eliminates the entries below the diagonal of T − <paramref name="shift"/> I.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Factor(double shift)
    {
        var (d, e, n) = (t.Diagonal, below, t.Order);
        // The row that is being worked on: u on the diagonal, v to its right.
        var u = d[0] - shift;
        var v = n > 1 ? e[1] : 0.0;
        for (var i = 1; i < n; i++)
        {
            var next = i < n - 1 ? e[i + 1] : 0.0;
            exchanged[i] = Math.Abs(e[i]) > Math.Abs(u);
            if (exchanged[i])
            {
                multipliers[i] = u / e[i];
                (pivots[i - 1], right[i - 1], farRight[i - 1]) = (e[i], d[i] - shift, next);
                u = v - (multipliers[i] * right[i - 1]);
                v = -multipliers[i] * next;
            }
            else
            {
                u = NotZero(u);
                multipliers[i] = e[i] / u;
                (pivots[i - 1], right[i - 1], farRight[i - 1]) = (u, v, 0.0);
                u = d[i] - shift - (multipliers[i] * v);
                v = next;
            }
        }

        pivots[n - 1] = NotZero(u);
    }

    /// <summary>Overwrites <paramref name="x"/> by the solution of (T − λI) y = x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(Span<double> x)
    {
        for (var i = 1; i < x.Length; i++)
        {
            if (exchanged[i])
                (x[i - 1], x[i]) = (x[i], x[i - 1]);
            x[i] -= multipliers[i] * x[i - 1];
        }

        var (above, beyond) = (0.0, 0.0);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] = (x[i] - (right[i] * above) - (farRight[i] * beyond)) / pivots[i];
            (above, beyond) = (x[i], above);
        }
    }

    private double NotZero(double pivot) => Math.Abs(pivot) < smallestPivot ? smallestPivot : pivot;
}
