using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Tests.Kernels;

public class SparseGramTests
{
    [Fact]
    public void Gram_ShouldEqualTheDefinition_AgainAndAgainOnOneScratch()
    {
        var x = Naive.Sparse(40, 25, 0.2, seed: 2);
        var dense = Naive.Dense(x);
        var products = Naive.Multiply(dense, Naive.Transpose(dense));
        var gram = new SparseGram(25);

        foreach (var rows in new[] { [3, 1, 17], [0, 39, 20, 5], Array.Empty<int>() })
        {
            var s = gram.OfRows(x, rows);
            for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j <= i; j++)
                s[(i * rows.Length) + j].ShouldBe(products[rows[i], rows[j]], 1e-5);
        }
    }

    [Fact]
    public void Matrix_ShouldBeRefused_WhenScratchIsForAnotherWidth() =>
        Should.Throw<ArgumentException>(() => new SparseGram(4).OfRows(CsrMatrix.FromEntries(2, 5, []), [0]));
}
