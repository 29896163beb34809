using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Orthogonal;

/// <summary>Orthonormal bases of thousands of columns, kept as panels of columns, so that all the work is in dense products that stay in the cache.</summary>
/// <remarks>Block Gram–Schmidt (Stewart, SISC 2008): a panel is cleared of all earlier ones and orthonormalized by <see cref="Orthonormalizer"/>, twice.</remarks>
internal static class BlockGramSchmidt
{
    // Once leaves what the rounding of the products leaves; twice is enough, a third time serves panels that depended on earlier ones.
    private const int Passes = 3;
    private const float Independent = 1e-2f;

    /// <summary>Replaces the panels (rows × widths, all columns together at most rows) by an orthonormal basis whose span contains theirs.</summary>
    /// <param name="panels">The columns; overwritten.</param>
    /// <param name="random">Gives directions in place of columns that depend on earlier ones.</param>
    public static void Orthonormalize(DenseMatrix[] panels, SeededRandom random)
    {
        for (var p = 0; p < panels.Length; p++)
        {
            var panel = panels[p];
            var removed = float.PositiveInfinity;
            for (var pass = 0; pass < Passes && removed > Independent; pass++)
            {
                removed = 0f;
                for (var earlier = 0; earlier < p; earlier++)
                    removed = Math.Max(removed, Remove(panels[earlier], panel));
                Orthonormalizer.Orthonormalize(panel, random);
                if (pass == 0)
                    removed = float.PositiveInfinity;
            }
        }
    }

    // P ← P − Q (QᵀP);  returns the largest entry of QᵀP
    private static float Remove(DenseMatrix q, DenseMatrix panel)
    {
        var overlap = DenseProducts.MultiplyTransposed(q, panel);
        DenseProducts.Add(q, overlap, panel, scale: -1f);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(overlap.Data));
    }
}
