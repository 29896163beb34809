using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Kernels;

public sealed class QuadraticFormsTests
{
    [Fact]
    public void Evaluate_IsTheSumOverAllTerms_AtAnyLengthAndForAMatrixThatIsNotSymmetric()
    {
        var random = new SeededRandom(5);
        for (var n = 0; n <= 41; n++)
        {
            var (matrix, linear, z) = (new DenseMatrix(n, n), Drawn(n, random), Drawn(n, random));
            Drawn(n * n, random).CopyTo(matrix.Data);
            double expected = 0,
                magnitude = 1;
            for (var i = 0; i < n; i++)
            {
                expected += (double)linear[i] * z[i];
                for (var j = 0; j < n; j++)
                {
                    var term = (double)z[i] * matrix[i, j] * z[j];
                    expected += term;
                    magnitude += Math.Abs(term);
                }
            }

            ((double)QuadraticForms.Evaluate(matrix, linear, z)).ShouldBe(expected, 1e-6 * magnitude, $"n = {n}");
        }
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    public void Evaluate_RefusesLengthsThatDiffer(int linear, int variables) =>
        Should
            .Throw<ArgumentException>(() => QuadraticForms.Evaluate(new DenseMatrix(3, 3), new float[linear], new float[variables]))
            .Message.ShouldContain("3 × 3");

    private static float[] Drawn(int count, SeededRandom random)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)random.NextGaussian();
        return values;
    }
}
