using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Ials;

/// <summary>Alternating least squares as its definition reads: every cell of users × items, Gauss-Jordan elimination, in double precision.</summary>
internal static class DenseIals
{
    /// <summary>P and Q by rows, the preference of each cell changed by <paramref name="change"/> in the last alternation, and its confidence as it was.</summary>
    public static (double[][] P, double[][] Q) Factors(
        CsrMatrix interactions,
        IalsOptions options,
        SeededRandom random,
        Func<int, int, double> change
    )
    {
        var start = FactorModel.Gaussian(interactions.Rows, interactions.Columns, options.Rank, options.InitialDeviation, random);
        var (p, q) = (Rows(start.Users), Rows(start.Items));
        for (var iteration = 1; iteration <= options.Iterations; iteration++)
        {
            var isLast = iteration == options.Iterations;
            p = Array.ConvertAll(Enumerable.Range(0, p.Length).ToArray(), u => Minimizer(q, options, i => Cell(u, i, isLast)));
            q = Array.ConvertAll(Enumerable.Range(0, q.Length).ToArray(), i => Minimizer(p, options, u => Cell(u, i, isLast)));
        }

        return (p, q);

        (double W, double X) Cell(int u, int i, bool isChanged)
        {
            var isStored = interactions.ColumnsOf(u).Contains(i);
            return (isStored ? options.Confidence : 1, (isStored ? 1 : 0) + (isChanged ? change(u, i) : 0));
        }
    }

    // argmin_v Σ w (x − v·y)² + λ‖v‖²
    private static double[] Minimizer(double[][] fixedFactors, IalsOptions options, Func<int, (double W, double X)> cell)
    {
        var k = options.Rank;
        var system = new double[k, k + 1];
        for (var f = 0; f < k; f++)
            system[f, f] = options.Regularization;
        for (var e = 0; e < fixedFactors.Length; e++)
        {
            var ((w, x), y) = (cell(e), fixedFactors[e]);
            for (var f = 0; f < k; f++)
            {
                for (var g = 0; g < k; g++)
                    system[f, g] += w * y[f] * y[g];
                system[f, k] += w * x * y[f];
            }
        }

        return Solve(system, k);
    }

    private static double[] Solve(double[,] system, int k)
    {
        for (var pivot = 0; pivot < k; pivot++)
        for (var row = 0; row < k; row++)
        {
            if (row == pivot)
                continue;
            var factor = system[row, pivot] / system[pivot, pivot];
            for (var column = pivot; column <= k; column++)
                system[row, column] -= factor * system[pivot, column];
        }

        return [.. Enumerable.Range(0, k).Select(f => system[f, k] / system[f, f])];
    }

    private static double[][] Rows(DenseMatrix matrix) =>
        [.. Enumerable.Range(0, matrix.Rows).Select(r => Array.ConvertAll(matrix.Row(r).ToArray(), x => (double)x))];
}
