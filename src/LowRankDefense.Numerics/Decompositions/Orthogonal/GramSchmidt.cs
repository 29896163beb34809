using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Orthogonal;

/// <summary>Modified Gram–Schmidt with reorthogonalization: slow, but indifferent to how dependent the columns are.</summary>
internal static class GramSchmidt
{
    private const int MaximumRedraws = 20;

    /// <summary>Replaces the columns of <paramref name="y"/> by an orthonormal basis; a dependent column by a random direction orthogonal to the others.</summary>
    public static void Orthonormalize(DenseMatrix y, SeededRandom random, double dependentShare)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(y.Data))
            throw new NumericalBreakdownException(
                $"The {y.Rows} × {y.Columns} matrix to be orthonormalized has entries that are not finite: check the input."
            );
        var columns = new double[y.Columns][];
        for (var j = 0; j < y.Columns; j++)
        {
            columns[j] = new double[y.Rows];
            for (var r = 0; r < y.Rows; r++)
                columns[j][r] = y[r, j];
        }

        for (var j = 0; j < columns.Length; j++)
        {
            var redraws = 0;
            while (!TryNormalize(columns, j, dependentShare))
            {
                if (++redraws > MaximumRedraws)
                    throw new NumericalBreakdownException($"Column {j} of {y.Columns} could not be made orthogonal to the others.");
                foreach (ref var entry in columns[j].AsSpan())
                    entry = random.NextGaussian();
            }

            for (var r = 0; r < y.Rows; r++)
                y[r, j] = (float)columns[j][r];
        }
    }

    private static bool TryNormalize(double[][] columns, int j, double dependentShare)
    {
        var column = columns[j].AsSpan();
        var before = TensorPrimitives.SumOfSquares<double>(column);
        // Twice is enough (Giraud, Langou & Rozložník 2005).
        for (var pass = 0; pass < 2; pass++)
        for (var i = 0; i < j; i++)
            Vectors.Axpy(-Vectors.Dot(columns[i], column), columns[i], column);
        var after = TensorPrimitives.SumOfSquares<double>(column);
        if (!(after > dependentShare * before) || !double.IsFinite(after))
            return false;
        TensorPrimitives.Multiply(column, 1.0 / Math.Sqrt(after), column);
        return true;
    }
}
