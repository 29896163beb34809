using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Core.Tests.Reconstruction;

public class SlabProjectorTests
{
    private static readonly LocalReconstructionOptions Options = new()
    {
        Shape = PatchShape.Slab,
        Patch = 20,
        Rank = 6,
        Shuffled = false,
    };

    [Fact]
    public void Basis_ShouldBeOrthonormal_AndProjectingTwiceShouldChangeNothing()
    {
        foreach (var slab in SlabProjector.ComputeAll(Clicks(), Options, new SeededRandom(1)).Where(s => s.Basis is not null))
        {
            var gram = new DenseMatrix(6, 6);
            new Gram(6).OfColumns(slab.Basis!.Transpose(), gram);
            for (var i = 0; i < 6; i++)
            for (var j = 0; j < 6; j++)
                gram[i, j].ShouldBe(i == j ? 1f : 0f, 1e-5f);

            var y = DenseMatrix.Gaussian(slab.Users.Count, 3, 1, new SeededRandom(2));
            var once = slab.Apply(y);
            slab.Apply(once).ShouldBeClose(once, 1e-5);
        }
    }

    [Fact]
    public void Slabs_ShouldHoldEveryUserWithInteractionsOnce()
    {
        var x = Clicks();

        var users = SlabProjector.ComputeAll(x, Options with { Shuffled = true }, new SeededRandom(1)).SelectMany(s => s.Users).Order();

        users.ShouldBe(Enumerable.Range(0, x.Rows).Where(u => x.CountOf(u) > 0));
    }

    [Fact]
    public void Projector_ShouldBeTheIdentity_WhenTheSlabCannotExceedTheRank()
    {
        var slab = SlabProjector.ComputeAll(Clicks(), Options with { Rank = 20 }, new SeededRandom(1))[0];
        var y = DenseMatrix.Gaussian(slab.Users.Count, 3, 1, new SeededRandom(2));

        slab.Basis.ShouldBeNull();
        slab.Apply(y).ShouldBeClose(y, 0);
    }

    private static CsrMatrix Clicks()
    {
        var random = new SeededRandom(5);
        var entries =
            from r in Enumerable.Range(0, 50)
            from c in Enumerable.Range(0, 40)
            where r % 7 != 0 && random.NextDouble() < 0.2
            select (r, c, 1f);
        return CsrMatrix.FromEntries(50, 40, [.. entries]);
    }
}
