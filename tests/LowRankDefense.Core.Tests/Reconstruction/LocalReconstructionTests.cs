using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace LowRankDefense.Core.Tests.Reconstruction;

public class LocalReconstructionTests
{
    [Theory]
    [InlineData(PatchShape.Square)]
    [InlineData(PatchShape.Slab)]
    [InlineData(PatchShape.Whole)]
    public void Matrix_ShouldStayExactlyAsItIs_WhenTheRankCannotBeExceeded(PatchShape shape)
    {
        var x = Clicks(90, shape is PatchShape.Whole ? 20 : 70, 0.2);

        var y = LocalReconstruction.Reconstruct(
            x,
            new LocalReconstructionOptions
            {
                Shape = shape,
                Patch = 20,
                Rank = 20,
            },
            new SeededRandom(1)
        );

        y.ColumnIndices.SequenceEqual(x.ColumnIndices).ShouldBeTrue();
        y.Values.SequenceEqual(x.Values).ShouldBeTrue();
    }

    [Theory]
    [InlineData(PatchShape.Square, 40, 60)]
    [InlineData(PatchShape.Square, 60, 40)]
    [InlineData(PatchShape.Slab, 40, 60)]
    public void Patch_ShouldBecomeItsBestApproximation_WithTheStrongestNewCells(PatchShape shape, int users, int items)
    {
        const int rank = 5;
        var x = Clicks(users, items, 0.2);
        var options = new LocalReconstructionOptions
        {
            Shape = shape,
            Patch = 60,
            Rank = rank,
            Density = 0.25,
            Shuffled = false,
        };

        var y = LocalReconstruction.Reconstruct(x, options, new SeededRandom(1));

        var best = BestApproximation(x, rank);
        var strongest = Cells(users, items)
            .Where(c => !Has(x, c))
            .OrderByDescending(c => best[c.Row, c.Column])
            .Take((int)(0.25 * x.NonZeros))
            .ToHashSet();
        var kept = Cells(users, items).Where(c => Has(y, c)).ToList();
        kept.ToHashSet().SetEquals(Cells(users, items).Where(c => Has(x, c)).Concat(strongest)).ShouldBeTrue();
        foreach (var (row, column) in kept)
            ValueAt(y, row, column).ShouldBe((float)Math.Clamp(best[row, column], 0.0, 1.0), 1e-4f);
    }

    [Theory]
    [InlineData(PatchShape.Square)]
    [InlineData(PatchShape.Slab)]
    [InlineData(PatchShape.Whole)]
    public void Result_ShouldBeTheSameToTheLastBit_OnOneCoreAndOnMany(PatchShape shape)
    {
        var x = Clicks(150, 120, 0.15);
        var options = new LocalReconstructionOptions
        {
            Shape = shape,
            Patch = 40,
            Rank = 4,
            Density = 0.5,
        };

        var many = LocalReconstruction.Reconstruct(x, options, new SeededRandom(3));
        using var limit = Cores.Limit(1);
        var one = LocalReconstruction.Reconstruct(x, options, new SeededRandom(3));

        many.ColumnIndices.SequenceEqual(one.ColumnIndices).ShouldBeTrue();
        many.Values.SequenceEqual(one.Values).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WholeMatrix_ShouldBeRebuilt_WhenItHasNoHigherRank(double density)
    {
        // Three kinds of users: rank 3, in 200 rows and 150 columns.
        var x = CsrMatrix.FromEntries(200, 150, [.. Cells(200, 150).Where(c => c.Row % 3 == c.Column % 3).Select(c => (c.Row, c.Column, 1f))]);
        var options = new LocalReconstructionOptions
        {
            Shape = PatchShape.Whole,
            Rank = 3,
            Density = density,
        };

        var y = LocalReconstruction.Reconstruct(x, options, new SeededRandom(1));

        y.Values[..].ToArray().Count(v => Math.Abs(v - 1f) < 1e-4f).ShouldBe(x.NonZeros);
        y.Values.ToArray().Where(v => Math.Abs(v - 1f) >= 1e-4f).ShouldAllBe(v => v < 1e-4f);
    }

    [Fact]
    public void WholeMatrix_ShouldComeNearItsBestApproximation()
    {
        const int rank = 30;
        var x = Clicks(90, 70, 0.2);
        var options = new LocalReconstructionOptions
        {
            Shape = PatchShape.Whole,
            Rank = rank,
            PowerIterations = 20,
            Density = 0,
        };

        var y = LocalReconstruction.Reconstruct(x, options, new SeededRandom(1));

        var best = BestApproximation(x, rank);
        var distance = Cells(90, 70)
            .Where(c => Has(y, c))
            .Average(c => Math.Abs(ValueAt(y, c.Row, c.Column) - Math.Clamp(best[c.Row, c.Column], 0, 1)));
        distance.ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Patches_ShouldChangeWithTheSeed_OnlyWhereItIsShuffled()
    {
        var x = Clicks(150, 120, 0.15);
        var options = new LocalReconstructionOptions { Patch = 40, Rank = 4 };

        Values(x, options, seed: 1).ShouldNotBe(Values(x, options, seed: 2));
        Values(x, options with { Shuffled = false }, seed: 1).ShouldBe(Values(x, options with { Shuffled = false }, seed: 2));
    }

    [Theory]
    [InlineData(PatchShape.Square)]
    [InlineData(PatchShape.Slab)]
    [InlineData(PatchShape.Whole)]
    public void EmptyRowsAndColumns_ShouldStayEmpty(PatchShape shape)
    {
        var x = CsrMatrix.FromEntries(
            30,
            30,
            [.. from r in Enumerable.Range(3, 20) from c in Enumerable.Range(5, 20) where (r * c) % 3 == 1 select (r, c, 1f)]
        );

        var y = LocalReconstruction.Reconstruct(
            x,
            new LocalReconstructionOptions
            {
                Shape = shape,
                Patch = 30,
                Rank = 1,
                Density = 1,
            },
            new SeededRandom(1)
        );

        Enumerable.Range(0, 30).Where(r => x.CountOf(r) == 0).ShouldAllBe(r => y.CountOf(r) == 0);
        y.Transpose().CountOf(2).ShouldBe(0);
    }

    [Fact]
    public void NoUsers_ShouldGiveNoUsers() =>
        LocalReconstruction.Reconstruct(CsrMatrix.FromEntries(0, 5, []), new LocalReconstructionOptions(), new SeededRandom(1)).Rows.ShouldBe(0);

    [Fact]
    public void Reconstruction_ShouldStop_WhenCancelled() =>
        Should.Throw<OperationCanceledException>(() =>
            LocalReconstruction.Reconstruct(
                Clicks(20, 20, 0.2),
                new LocalReconstructionOptions(),
                new SeededRandom(1),
                new CancellationToken(canceled: true)
            )
        );

    private static float[] Values(CsrMatrix x, LocalReconstructionOptions options, ulong seed) =>
        LocalReconstruction.Reconstruct(x, options, new SeededRandom(seed)).Values.ToArray();

    private static CsrMatrix Clicks(int users, int items, double density)
    {
        var random = new SeededRandom(5);
        return CsrMatrix.FromEntries(
            users,
            items,
            [.. Cells(users, items).Where(_ => random.NextDouble() < density).Select(c => (c.Row, c.Column, 1f))]
        );
    }

    private static List<(int Row, int Column)> Cells(int users, int items) =>
        [.. from r in Enumerable.Range(0, users) from c in Enumerable.Range(0, items) select (r, c)];

    private static bool Has(CsrMatrix x, (int Row, int Column) cell) => x.ColumnsOf(cell.Row).BinarySearch(cell.Column) >= 0;

    private static float ValueAt(CsrMatrix x, int row, int column) => x.ValuesOf(row)[x.ColumnsOf(row).BinarySearch(column)];

    private static Matrix<double> BestApproximation(CsrMatrix x, int rank)
    {
        var dense = Matrix<double>.Build.Dense(x.Rows, x.Columns);
        for (var r = 0; r < x.Rows; r++)
            foreach (var c in x.ColumnsOf(r))
                dense[r, c] = 1.0;
        var svd = dense.Svd();
        var u = svd.U.SubMatrix(0, x.Rows, 0, rank);
        return u * u.TransposeThisAndMultiply(dense);
    }
}
