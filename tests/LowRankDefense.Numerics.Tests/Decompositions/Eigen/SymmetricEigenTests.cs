using System.Numerics.Tensors;
using LowRankDefense.Numerics.Decompositions.Eigen;
using LowRankDefense.Numerics.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace LowRankDefense.Numerics.Tests.Decompositions.Eigen;

public class SymmetricEigenTests
{
    public static TheoryData<string, int> Cases =>
        new()
        {
            { "random", 1 },
            { "random", 2 },
            { "random", 37 },
            { "random", 150 },
            { "gram", 60 },
            { "identity", 12 },
            { "zero", 9 },
            { "one", 20 },
            { "blocks", 30 },
            { "counts", 89 },
            { "counts", 40 },
            { "tiny", 25 },
            { "huge", 25 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pairs_ShouldSatisfyTheirDefinition(string kind, int order)
    {
        var a = Matrix(kind, order);
        var size = Math.Max(a.Max(Math.Abs), double.Epsilon);

        var (values, vectors) = SymmetricEigen.Largest([.. a], order, order);

        for (var k = 0; k < order; k++)
        {
            // A v = λ v
            for (var i = 0; i < order; i++)
                TensorPrimitives.Dot<double>(a.AsSpan(i * order, order), vectors[k]).ShouldBe(values[k] * vectors[k][i], 1e-11 * order * size);
            // vᵀv' = 0 or 1
            for (var l = 0; l <= k; l++)
                TensorPrimitives.Dot<double>(vectors[k], vectors[l]).ShouldBe(k == l ? 1.0 : 0.0, 1e-10);
        }

        values.ShouldBe(values.OrderDescending());
    }

    [Fact]
    public void Values_ShouldAgreeWithAnotherImplementation()
    {
        var a = Matrix("gram", 80);

        var (values, _) = SymmetricEigen.Largest([.. a], 80, 10);

        var other = Matrix<double>.Build.Dense(80, 80, a).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).OrderDescending().ToArray();
        for (var k = 0; k < 10; k++)
            values[k].ShouldBe(other[k], 1e-10 * other[0]);
    }

    [Fact]
    public void Matrix_ShouldBeRefused_WhenItIsNotFinite()
    {
        var a = Matrix("random", 5);
        a[7] = a[11] = double.NaN;

        Should.Throw<NumericalBreakdownException>(() => SymmetricEigen.Largest(a, 5, 5));
    }

    private static double[] Matrix(string kind, int n)
    {
        var random = new SeededRandom((ulong)n);
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j <= i; j++)
        {
            a[(i * n) + j] = a[(j * n) + i] = kind switch
            {
                "identity" => i == j ? 1.0 : 0.0,
                "zero" => 0.0,
                "one" => 1.0,
                "blocks" => i / 5 == j / 5 ? 1.0 + (i == j ? 2.0 : 0.0) : 0.0,
                "tiny" => 1e-150 * random.NextGaussian(),
                "huge" => 1e150 * random.NextGaussian(),
                _ => random.NextGaussian(),
            };
        }

        // Products of sparse 0/1 rows, as of a block of users and items: nearly diagonal, with many equal eigenvalues.
        if (kind is "counts")
        {
            var x = Matrix<double>.Build.Dense(n, 2 * n, (_, _) => random.NextDouble() < 0.6 / n ? 1.0 : 0.0);
            return x.TransposeAndMultiply(x).ToColumnMajorArray();
        }

        if (kind is not "gram")
            return a;
        var g = Matrix<double>.Build.Dense(n, n, a);
        return (g * g).ToColumnMajorArray();
    }
}
