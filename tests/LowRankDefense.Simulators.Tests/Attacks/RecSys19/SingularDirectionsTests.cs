using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks.RecSys19;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class SingularDirectionsTests
{
    [Fact]
    public void Directions_ShouldBeOrthonormal_AndTheProfileShouldBeTheSumOfThem()
    {
        var profiles = DenseMatrix.Gaussian(6, 40, 1, new(1));

        var directions = SingularDirections.Of(profiles, 6);

        directions.Count.ShouldBe(6);
        var rest = profiles.Clone();
        for (var k = 0; k < 6; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                Vectors.Dot(directions.Left[k], directions.Left[l]).ShouldBe(k == l ? 1f : 0f, 1e-4f);
                Vectors.Dot(directions.Right[k], directions.Right[l]).ShouldBe(k == l ? 1f : 0f, 1e-4f);
            }

            // σ_k = ⟨Z, V_k⟩, the largest first
            directions.Move(k, -Along(profiles, directions, k), rest);
            if (k > 0)
                Along(profiles, directions, k).ShouldBeLessThan(Along(profiles, directions, k - 1));
        }

        rest.Data.ToArray().ShouldAllBe(z => Math.Abs(z) < 1e-4f);
    }

    [Fact]
    public void ProfilesThatAreAllAlike_ShouldHaveOneDirection()
    {
        var row = DenseMatrix.Gaussian(1, 40, 1, new(1)).Data.ToArray();
        var profiles = new DenseMatrix(3, 40, [.. row, .. row, .. row]);

        SingularDirections.Of(profiles, 5).Count.ShouldBe(1);
    }

    [Fact]
    public void EmptyProfiles_ShouldHaveNoDirection() => SingularDirections.Of(new DenseMatrix(3, 40), 5).Count.ShouldBe(0);

    private static double Along(DenseMatrix profiles, SingularDirections directions, int k) =>
        Enumerable.Range(0, profiles.Rows).Sum(f => (double)directions.Left[k][f] * Vectors.Dot(profiles.Row(f), directions.Right[k]));
}
