using LowRankDefense.Numerics.Decompositions.Eigen;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>U Uᵀ, the orthogonal projector on the leading left singular vectors of a patch, from the patch's Gram matrix.</summary>
internal static class Projector
{
    /// <summary>The rows of Uᵀ: <paramref name="rank"/> eigenvectors of the Gram matrix S = X_s X_sᵀ with the largest eigenvalues.</summary>
    /// <param name="gram">S: order × order, lower triangle; overwritten.</param>
    /// <param name="order">Order of S, above <paramref name="rank"/>.</param>
    /// <param name="rank">r.</param>
    /// <returns>r × order, orthonormal rows.</returns>
    public static DenseMatrix Basis(double[] gram, int order, int rank)
    {
        var (_, vectors) = SymmetricEigen.Largest(gram, order, rank);
        var basis = new DenseMatrix(rank, order);
        for (var k = 0; k < rank; k++)
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(vectors[k], basis.Row(k));
        return basis;
    }

    /// <summary>U Uᵀ itself: order × order.</summary>
    public static DenseMatrix Of(DenseMatrix basis)
    {
        var projector = new DenseMatrix(basis.Columns, basis.Columns);
        new Gram(basis.Columns).OfColumns(basis, projector);
        return projector;
    }
}
