using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Eigen;

/// <summary>Orthonormal eigenvectors of a symmetric tridiagonal matrix for given eigenvalues.</summary>
/// <remarks>Vectors whose eigenvalues lie within a thousandth of the norm are kept orthogonal explicitly, as in LAPACK <c>xSTEIN</c>.</remarks>
internal static class InverseIteration
{
    private const int Iterations = 3;
    private const int MaximumRedraws = 20;
    private const double Offset = 256;
    private const double ClusterWidth = 1e-3;

    /// <summary>One vector per eigenvalue; <paramref name="values"/> descend.</summary>
    public static double[][] Compute(Tridiagonal t, double[] values, SeededRandom random)
    {
        var norm = t.Diagonal.Zip(t.Below, (d, e) => Math.Abs(d) + (2.0 * Math.Abs(e))).DefaultIfEmpty().Max();
        var rounding = (norm > 0.0 ? norm : 1.0) * 2.2e-16;
        var solver = new ShiftedTridiagonal(t, rounding);
        var vectors = new double[values.Length][];
        for (var k = 0; k < values.Length; k++)
        {
            var clusterStart = k;
            while (clusterStart > 0 && values[clusterStart - 1] - values[k] <= ClusterWidth * norm)
                clusterStart--;
            // Beside the eigenvalue by more than it is rounded: all vectors of a multiple eigenvalue then grow alike, and none hides the others.
            solver.Factor(values[k] + (Offset * rounding));
            vectors[k] = Iterate(solver, vectors.AsSpan(clusterStart, k - clusterStart), t.Order, random);
        }

        return vectors;
    }

    private static double[] Iterate(ShiftedTridiagonal solver, ReadOnlySpan<double[]> cluster, int order, SeededRandom random)
    {
        var x = new double[order];
        for (var redraw = 0; redraw <= MaximumRedraws; redraw++)
        {
            foreach (ref var entry in x.AsSpan())
                entry = random.NextDouble() - 0.5;
            var good = true;
            for (var i = 0; i < Iterations && good; i++)
            {
                solver.Solve(x);
                good = Normalize(x) && Orthogonalize(x, cluster);
            }

            if (good)
                return x;
        }

        throw new NumericalBreakdownException(
            $"No eigenvector found in a matrix of order {order} that is orthogonal to its neighbours: check the input."
        );
    }

    // False where next to nothing is left of the vector: it lies in the span of its neighbours.
    private static bool Orthogonalize(double[] x, ReadOnlySpan<double[]> cluster)
    {
        const double leastLength = 1e-8;
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in cluster)
                Vectors.Axpy(-Vectors.Dot(other, x), other, x);
        }

        return TensorPrimitives.Norm<double>(x) > leastLength && Normalize(x);
    }

    private static bool Normalize(double[] x)
    {
        // In two steps: the squares of a solution of a nearly singular system may overflow.
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(x));
        if (!(largest > 0.0) || !double.IsFinite(largest))
            return false;
        TensorPrimitives.Divide(x, largest, x);
        TensorPrimitives.Divide(x, TensorPrimitives.Norm<double>(x), x);
        return true;
    }
}
