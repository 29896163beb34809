using LowRankDefense.Numerics.Decompositions.Eigen;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>The directions that profiles are moved in: V_k = u_k v_kᵀ of the leading singular pairs of all profiles, each of length 1, orthogonal to the others.</summary>
/// <param name="Left">u_k, each as long as there are fakes.</param>
/// <param name="Right">v_k, each as long as there are items.</param>
internal sealed record SingularDirections(IReadOnlyList<float[]> Left, IReadOnlyList<float[]> Right)
{
    // Singular values below that share of the first are rounding: their vectors are nobody's direction.
    private const double Smallest = 1e-5;

    /// <summary>How many there are.</summary>
    public int Count => Left.Count;

    /// <summary>The leading directions of some profiles: of the eigenvectors of Z Zᵀ, as there are far fewer fakes than items.</summary>
    /// <param name="profiles">Z: fakes × items.</param>
    /// <param name="count">How many; fewer where Z has a lower rank.</param>
    public static SingularDirections Of(DenseMatrix profiles, int count)
    {
        var fakes = profiles.Rows;
        var gram = new double[fakes * fakes];
        for (var f = 0; f < fakes; f++)
        for (var g = 0; g <= f; g++)
            gram[(f * fakes) + g] = gram[(g * fakes) + f] = Vectors.Dot(profiles.Row(f), profiles.Row(g));
        var (squares, vectors) = SymmetricEigen.Largest(gram, fakes, Math.Min(count, fakes));
        var (left, right) = (new List<float[]>(), new List<float[]>());
        for (var k = 0; k < squares.Length && Math.Sqrt(Math.Max(0.0, squares[k])) > Smallest * Math.Sqrt(squares[0]); k++)
        {
            // v_k = Zᵀ u_k / σ_k
            var v = new float[profiles.Columns];
            for (var f = 0; f < fakes; f++)
                Vectors.Axpy((float)(vectors[k][f] / Math.Sqrt(squares[k])), profiles.Row(f), v);
            left.Add([.. vectors[k].Select(x => (float)x)]);
            right.Add(v);
        }

        return new SingularDirections(left, right);
    }

    /// <summary>Z ← Z + s V_k.</summary>
    /// <param name="direction">k, from 0.</param>
    /// <param name="length">s.</param>
    /// <param name="profiles">Z: fakes × items.</param>
    public void Move(int direction, double length, DenseMatrix profiles)
    {
        for (var f = 0; f < profiles.Rows; f++)
            Vectors.Axpy((float)(length * Left[direction][f]), Right[direction], profiles.Row(f));
    }
}
