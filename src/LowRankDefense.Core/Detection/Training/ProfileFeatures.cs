using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Training;

/// <summary>The PCA basis and the features φ = Vᵀx / √n of profiles, x their 0/1 rows and n their lengths.</summary>
/// <param name="Basis">V: items × rank.</param>
internal sealed record ProfileFeatures(DenseMatrix Basis)
{
    /// <summary>Fits the basis to unit-norm rows, centred.</summary>
    public static ProfileFeatures Fit(CsrMatrix profiles, int rank, SeededRandom random)
    {
        var unit = UnitRows(profiles);
        var svd = RandomizedSvd.Compute(unit, new RandomizedSvdOptions { Rank = Math.Min(rank, Math.Min(unit.Rows, unit.Columns)), Centred = true }, random);
        return new ProfileFeatures(svd.Right);
    }

    /// <summary>Features of all rows: rows × rank.</summary>
    public DenseMatrix Of(CsrMatrix profiles)
    {
        var features = new DenseMatrix(profiles.Rows, Basis.Columns);
        for (var r = 0; r < profiles.Rows; r++)
        {
            foreach (var item in profiles.ColumnsOf(r))
                Vectors.Axpy(1f, Basis.Row(item), features.Row(r));
            Vectors.Scale(1f / MathF.Sqrt(Math.Max(1, profiles.CountOf(r))), features.Row(r));
        }

        return features;
    }

    private static CsrMatrix UnitRows(CsrMatrix profiles)
    {
        var values = new float[profiles.NonZeros];
        for (var r = 0; r < profiles.Rows; r++)
            values.AsSpan(profiles.RowStarts[r], profiles.CountOf(r)).Fill(1f / MathF.Sqrt(Math.Max(1, profiles.CountOf(r))));
        return CsrMatrix.FromArrays(profiles.Rows, profiles.Columns, profiles.RowStarts.ToArray(), profiles.ColumnIndices.ToArray(), values);
    }
}
