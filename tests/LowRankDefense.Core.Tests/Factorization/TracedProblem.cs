using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization;

/// <summary>What every training is traced back through on: a few users, the last of them fakes, and a loss that is linear in the factors.</summary>
internal static class TracedProblem
{
    public const int Users = 24;
    public const int Items = 17;
    public const int FirstFake = 20;

    public static WeightedInteractions Weighted(double confidence = 20) => WeightedInteractions.Uniform(Clicks(), confidence);

    public static CsrMatrix Clicks()
    {
        var random = new SeededRandom(5);
        var cells = Enumerable.Range(0, Users).SelectMany(u => Enumerable.Range(0, Items).Select(i => (u, i, 1f)));
        return CsrMatrix.FromEntries(Users, Items, [.. cells.Where(_ => random.NextDouble() < 0.3)]);
    }

    /// <summary>The derivatives of the loss, which are its weights.</summary>
    public static (DenseMatrix OfUsers, DenseMatrix OfItems) Functional(int rank)
    {
        var random = new SeededRandom(8);
        return (DenseMatrix.Gaussian(Users, rank, 1, random), DenseMatrix.Gaussian(Items, rank, 1, random));
    }

    /// <summary>The loss.</summary>
    public static double Loss(IEnumerable<double> p, IEnumerable<double> q, DenseMatrix ofUsers, DenseMatrix ofItems) =>
        p.Select((x, n) => x * ofUsers.Data[n]).Sum() + q.Select((x, n) => x * ofItems.Data[n]).Sum();

    /// <summary>‖traced − central differences‖ / ‖central differences‖ over every cell of every fake.</summary>
    /// <param name="traced">Fakes × items.</param>
    /// <param name="h">Step of the differences.</param>
    /// <param name="loss">The loss where the preference of a user for an item is changed by so much.</param>
    public static double RelativeError(DenseMatrix traced, double h, Func<int, int, double, double> loss)
    {
        (traced.Rows, traced.Columns).ShouldBe((Users - FirstFake, Items));
        var (error, size) = (0.0, 0.0);
        for (var f = FirstFake; f < Users; f++)
        for (var i = 0; i < Items; i++)
        {
            var expected = (loss(f, i, h) - loss(f, i, -h)) / (2 * h);
            error += Math.Pow(traced[f - FirstFake, i] - expected, 2);
            size += expected * expected;
        }

        size.ShouldBePositive();
        return Math.Sqrt(error / size);
    }
}
