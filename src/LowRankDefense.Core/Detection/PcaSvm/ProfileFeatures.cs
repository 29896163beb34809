using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>The basis and the features φ of profiles: Vᵀx / √n, x their 0/1 rows and n their lengths, and their coherence.</summary>
/// <remarks>
/// Columns of V: principal components; a constant, whose sum tells the length; log-popularity and its square; ‖V_i‖² over the components; and,
/// where there are fakes that others have found, how far they prefer the item (<see cref="Preferences"/>).
/// Being sums over items like the components, they cost the scoring path nothing but width. The last feature is the mean coherence of the profile by two
/// bases from disjoint halves of the profiles (<see cref="CoherenceVectors"/>): a basis that knew a profile would find it coherent, and the classifier
/// would learn that its own are, so that each of those is judged by the basis that does not know it. Departure from the paper (§III-B1), which has the
/// components only.
/// </remarks>
/// <param name="Basis">V: items × features.</param>
/// <param name="Coherence">Item vectors of coherence; null where there is none.</param>
/// <param name="Strangers">Of each profile that was learnt from the basis of <paramref name="Coherence"/> that does not know it.</param>
internal sealed record ProfileFeatures(DenseMatrix Basis, CoherenceVectors? Coherence, byte[] Strangers)
{
    /// <summary>Columns beside the principal components, at most.</summary>
    public const int ItemFeatures = 5;

    /// <summary>Features: columns of V, and coherence.</summary>
    public int Count => Basis.Columns + (Coherence is null ? 0 : 1);

    /// <summary>A component carried by fewer of the profiles than this share belongs to a clique, as fakes are, and is left out.</summary>
    private const double FewestParticipants = 0.02;

    /// <summary>Fits the basis to unit-norm rows, centred, and the item vectors of coherence to the profiles.</summary>
    public static ProfileFeatures Fit(CsrMatrix profiles, CsrMatrix? convicted, PcaSvmOptions options, SeededRandom random)
    {
        var basis = BasisOf(profiles, convicted, options.Rank, random);
        foreach (var rank in CoherenceBasis.Ranks(options.CoherenceRank, profiles.Rows / 2, profiles.Columns))
        {
            if (DisjointBases.Learn(profiles, rank, random.Split()) is not { } bases)
                continue;
            int[] items = [.. Enumerable.Range(0, profiles.Columns)];
            return new ProfileFeatures(basis, CoherenceVectors.Of(bases.Bases, items), bases.Strangers.ToArray());
        }

        return new ProfileFeatures(basis, null, []);
    }

    private static DenseMatrix BasisOf(CsrMatrix profiles, CsrMatrix? convicted, int rank, SeededRandom random)
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

        return basis;
    }

    /// <summary>Features of all rows: rows × <see cref="Count"/>.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="known">So many of the first rows are the profiles that were learnt from, in their order, whole or cut short, once or several times.</param>
    public DenseMatrix Of(CsrMatrix profiles, int known)
    {
        var features = new DenseMatrix(profiles.Rows, Count);
        for (var r = 0; r < profiles.Rows; r++)
        {
            var sums = features.Row(r)[..Basis.Columns];
            foreach (var item in profiles.ColumnsOf(r))
                Vectors.Axpy(1f, Basis.Row(item), sums);
            Vectors.Scale(1f / MathF.Sqrt(Math.Max(1, profiles.CountOf(r))), sums);
        }

        if (Coherence is not null)
            AddCoherence(profiles, known, Coherence, features);
        return features;
    }

    private void AddCoherence(CsrMatrix profiles, int known, CoherenceVectors coherence, DenseMatrix features)
    {
        var sums = new float[coherence.SumsLength];
        for (var r = 0; r < profiles.Rows; r++)
        {
            Array.Clear(sums);
            foreach (var item in profiles.ColumnsOf(r))
                coherence.Add(sums, item, 1f);
            var count = profiles.CountOf(r);
            features[r, Basis.Columns] = r < known ? coherence.By(sums, count, Strangers[r % Strangers.Length]) : coherence.Mean(sums, count);
        }
    }

    /// <summary>The same with each feature divided by <paramref name="deviations"/>.</summary>
    public ProfileFeatures ScaledBy(ReadOnlySpan<float> deviations)
    {
        var scaled = new DenseMatrix(Basis.Rows, Basis.Columns);
        for (var item = 0; item < Basis.Rows; item++)
        for (var k = 0; k < Basis.Columns; k++)
            scaled[item, k] = Basis[item, k] / deviations[k];
        return new ProfileFeatures(scaled, Coherence?.Times(1f / deviations[^1]), Strangers);
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
