using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Parallelism;

/// <summary>Everything that is spread over the cores, on as many rows as fall into several of the largest chunks, and more than are summed at once.</summary>
public class SameBitsTests
{
    // The largest chunk is 1024 rows; 8 chunks a core are summed at a time.
    private const int Rows = 12_345;
    private const int Columns = 19;

    private static readonly DenseMatrix A = DenseMatrix.Gaussian(Rows, Columns, 1, new SeededRandom(1));
    private static readonly DenseMatrix B = DenseMatrix.Gaussian(Rows, 23, 1, new SeededRandom(2));
    private static readonly DenseMatrix Small = DenseMatrix.Gaussian(Columns, 23, 1, new SeededRandom(3));
    private static readonly CsrMatrix Sparse = Naive.Sparse(Rows, 60, 0.1, seed: 4);
    private static readonly DenseMatrix Right = DenseMatrix.Gaussian(60, 23, 1, new SeededRandom(5));

    public static TheoryData<string> Computations => [.. Results.Keys];

    private static Dictionary<string, Func<Array>> Results { get; } =
        new(StringComparer.Ordinal)
        {
            ["A B"] = () => Bits(DenseProducts.Multiply(A, Small)),
            ["AᵀB"] = () => Bits(DenseProducts.MultiplyTransposed(A, B)),
            ["C + s A B"] = () => Changed(B, c => DenseProducts.Add(A, Small, c, 0.5f)),
            ["X V"] = () => Bits(SparseProducts.Multiply(Sparse, Right)),
            ["AᵀA"] = () => Changed(new DenseMatrix(Columns, Columns), gram => new Gram(Columns).OfColumns(A, gram)),
            ["AᵀA in double precision"] = () => DoubleGram.OfColumns(A),
            ["AᵀB in double precision"] = () => DoubleGram.Between(A, B),
            ["orthonormal columns"] = () => Changed(A, y => Orthonormalizer.Orthonormalize(y, new SeededRandom(6))),
            ["singular vectors"] = () => Bits(RandomizedSvd.Compute(Sparse, new RandomizedSvdOptions { Rank = 7 }, new SeededRandom(7)).Left),
            ["range"] = () =>
                Bits(RandomizedRange.Find(new CentredOperator(Sparse, new float[60]), rank: 30, powerIterations: 1, new SeededRandom(8))),
        };

    [Theory]
    [MemberData(nameof(Computations))]
    public void Result_ShouldHaveTheSameBits_OnAnyNumberOfCores(string computation)
    {
        var many = Results[computation]();
        using var limit = Cores.Limit(1);

        Results[computation]().ShouldBe(many);
    }

    private static float[] Bits(DenseMatrix matrix) => matrix.Data.ToArray();

    private static float[] Changed(DenseMatrix start, Action<DenseMatrix> change)
    {
        var copy = start.Clone();
        change(copy);
        return Bits(copy);
    }
}
