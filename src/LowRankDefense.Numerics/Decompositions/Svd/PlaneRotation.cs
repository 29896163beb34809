using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>A rotation in the plane of two vectors.</summary>
internal static class PlaneRotation
{
    /// <summary>(x, y) ← (c x − s y, s x + c y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<double> x, Span<double> y, double c, double s)
    {
        var xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        var ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (var i = 0; i < xs.Length && i < ys.Length; i++)
        {
            var x0 = xs[i];
            var y0 = ys[i];
            xs[i] = (c * x0) - (s * y0);
            ys[i] = (s * x0) + (c * y0);
        }

        for (var i = xs.Length * Vector<double>.Count; i < x.Length; i++)
            (x[i], y[i]) = ((c * x[i]) - (s * y[i]), (s * x[i]) + (c * y[i]));
    }
}
