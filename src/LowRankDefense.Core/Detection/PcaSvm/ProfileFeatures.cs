using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>The basis and the features φ = Vᵀx / √n of profiles, x their 0/1 rows and n their lengths.</summary>
/// <remarks>
/// Columns of V: principal components; a constant, whose sum tells the length; log-popularity and its square; ‖V_i‖² over the components; and,
/// where there are fakes that others have found, how far they prefer the item (<see cref="Preferences"/>).
/// Being sums over items like the components, they cost the scoring path nothing but width. Departure from the paper (§III-B1),
/// which has the components only.
/// </remarks>
/// <param name="Basis">V: items × features.</param>
internal sealed record ProfileFeatures(DenseMatrix Basis)
{
    /// <summary>Columns beside the principal components, at most.</summary>
    public const int ItemFeatures = 5;

    /// <summary>A component carried by fewer of the profiles than this share belongs to a clique, as fakes are, and is left out.</summary>
    private const double FewestParticipants = 0.02;

    /// <summary>Fits the basis to unit-norm rows, centred.</summary>
    public static ProfileFeatures Fit(CsrMatrix profiles, CsrMatrix? convicted, int rank, SeededRandom random)
    {
        var unit = UnitRows(profiles);
        var wanted = Math.Min(2 * rank, Math.Min(unit.Rows, unit.Columns));
        var svd = RandomizedSvd.Compute(unit, new RandomizedSvdOptions { Rank = wanted, Centred = true }, random);
        var components = Enumerable.Range(0, wanted).Where(k => Participation(svd.Left, k) >= FewestParticipants).Take(rank).ToArray();
        var preferences = convicted is null ? [] : Preferences.Of(convicted, profiles);
        var basis = new DenseMatrix(profiles.Columns, components.Length + ItemFeatures - (convicted is null ? 1 : 0));
        var popularity = LogPopularity(profiles);
        for (var item = 0; item < basis.Rows; item++)
        {
            for (var k = 0; k < components.Length; k++)
                basis[item, k] = svd.Right[item, components[k]];
            basis[item, components.Length] = 1f;
            basis[item, components.Length + 1] = popularity[item];
            basis[item, components.Length + 2] = popularity[item] * popularity[item];
            // Σ‖V_i‖²: with ‖ΣV_i‖² it tells whether the items of a profile go together.
            basis[item, components.Length + 3] = Vectors.Dot(basis.Row(item)[..components.Length], basis.Row(item)[..components.Length]);
            if (convicted is not null)
                basis[item, components.Length + 4] = preferences[item];
        }

        return new ProfileFeatures(basis);
    }

    /// <summary>Features of all rows: rows × features.</summary>
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

    /// <summary>The same basis with each column divided by <paramref name="deviations"/>.</summary>
    public ProfileFeatures ScaledBy(ReadOnlySpan<float> deviations)
    {
        var scaled = new DenseMatrix(Basis.Rows, Basis.Columns);
        for (var item = 0; item < Basis.Rows; item++)
        for (var k = 0; k < Basis.Columns; k++)
            scaled[item, k] = Basis[item, k] / deviations[k];
        return new ProfileFeatures(scaled);
    }

    // Inverse participation ratio (Σu²)² / (n Σu⁴): 1 where all rows carry the component alike, 1/n where one does.
    private static double Participation(DenseMatrix left, int k)
    {
        double squares = 0,
            fourths = 0;
        for (var r = 0; r < left.Rows; r++)
        {
            var u = (double)left[r, k] * left[r, k];
            squares += u;
            fourths += u * u;
        }

        return fourths > 0 ? squares * squares / (left.Rows * fourths) : 0;
    }

    // log(1 + count), standardised over interactions
    private static float[] LogPopularity(CsrMatrix profiles)
    {
        var counts = new int[profiles.Columns];
        foreach (var item in profiles.ColumnIndices)
            counts[item]++;
        var logs = Array.ConvertAll(counts, c => Math.Log(1 + c));
        double sum = 0,
            squares = 0;
        foreach (var item in profiles.ColumnIndices)
        {
            sum += logs[item];
            squares += logs[item] * logs[item];
        }

        var mean = sum / profiles.NonZeros;
        var deviation = Math.Sqrt(Math.Max(1e-12, (squares / profiles.NonZeros) - (mean * mean)));
        return Array.ConvertAll(logs, l => (float)((l - mean) / deviation));
    }

    private static CsrMatrix UnitRows(CsrMatrix profiles)
    {
        var values = new float[profiles.NonZeros];
        for (var r = 0; r < profiles.Rows; r++)
            values.AsSpan(profiles.RowStarts[r], profiles.CountOf(r)).Fill(1f / MathF.Sqrt(Math.Max(1, profiles.CountOf(r))));
        return profiles.WithValues(values);
    }
}
