using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

public class CoordinateDescentTests
{
    [Theory]
    [InlineData(1, 0.5, 0.0)]
    [InlineData(7, 0.3, 1.0)]
    [InlineData(20, 0.05, 2.5)]
    public void Features_ShouldMultiplyToTheKernel(int rank, double gamma, double coef0)
    {
        var random = new SeededRandom(1);
        var map = new QuadraticFeatures(rank, gamma, coef0);
        for (var trial = 0; trial < 20; trial++)
        {
            var (u, v) = (Gaussian(rank, random), Gaussian(rank, random));
            var (phiU, phiV) = (new double[map.Width], new double[map.Width]);
            map.Map(u, phiU);
            map.Map(v, phiV);
            var dot = u.Zip(v, (a, b) => (double)a * b).Sum();

            // φ₂(u)·φ₂(v) = (γ u·v + r)²
            phiU.Zip(phiV, (a, b) => a * b).Sum().ShouldBe(Math.Pow((gamma * dot) + coef0, 2), 1e-9 * (1 + (dot * dot)));
        }
    }

    [Fact]
    public void Form_ShouldBeTheWeightsTimesTheFeatures()
    {
        var random = new SeededRandom(2);
        var map = new QuadraticFeatures(9, 0.2, 1.5);
        var weights = Gaussian(map.Width, random);
        var form = map.ToForm(Array.ConvertAll(weights, w => (double)w));
        var z = Gaussian(9, random);
        var phi = new double[map.Width];
        map.Map(z, phi);

        ((double)form.Evaluate(z)).ShouldBe(phi.Zip(weights, (a, b) => a * b).Sum(), 1e-4);
    }

    [Theory]
    [InlineData(0.05, true)]
    [InlineData(1.0, true)]
    [InlineData(1.0, false)]
    public void DualAndPrimalObjective_ShouldMeetAtTheSolution(double cost, bool shrinking)
    {
        var (features, positive) = Overlapping(2000, 6, seed: 3);
        var options = new SvmOptions
        {
            Cost = cost,
            Shrinking = shrinking,
            Tolerance = 1e-3,
        };

        var svm = new CoordinateDescentTrainer(options).Train(features, positive, new SeededRandom(4));

        // Strong duality is the certificate of an optimum.
        (svm.PrimalObjective + svm.DualObjective).ShouldBeInRange(-1e-6 * svm.PrimalObjective, 1e-3 * svm.PrimalObjective);
    }

    [Fact]
    public void Decisions_ShouldBeThoseOfSmo_ButForTheRegularizedBias()
    {
        var (features, positive) = Overlapping(2000, 6, seed: 5);
        var options = new SvmOptions();

        var form = new CoordinateDescentTrainer(options).Train(features, positive, new SeededRandom(6)).Form;
        var smo = QuadraticForm.From(new SvmTrainer(options).Train(features, positive));

        var rows = Enumerable.Range(0, features.Rows).ToArray();
        rows.Average(r => (double)Math.Abs(form.Evaluate(features.Row(r)) - smo.Evaluate(features.Row(r)))).ShouldBeLessThan(0.02);
        rows.Count(r => form.Evaluate(features.Row(r)) > 0 == smo.Evaluate(features.Row(r)) > 0).ShouldBeGreaterThan(1980);
    }

    [Fact]
    public void OneSeed_ShouldGiveOneModel()
    {
        var (features, positive) = Overlapping(300, 4, seed: 7);
        float[] Linear(ulong seed) => new CoordinateDescentTrainer(new SvmOptions()).Train(features, positive, new SeededRandom(seed)).Form.Linear;

        Linear(8).ShouldBe(Linear(8));
    }

    [Fact]
    public void Train_ShouldRefuseWhatItCannotLearnFrom()
    {
        var (features, positive) = Overlapping(40, 3, seed: 9);
        var trainer = new CoordinateDescentTrainer(new SvmOptions { MaximumEpochs = 1, Tolerance = 1e-6 });

        Should.Throw<ArgumentException>(() => trainer.Train(features, new bool[40], new SeededRandom(1))).Message.ShouldContain("Both classes");
        Should.Throw<NumericalBreakdownException>(() => trainer.Train(features, positive, new SeededRandom(1))).Message.ShouldContain("Tolerance");
        features[7, 2] = float.NaN;
        Should.Throw<ArgumentException>(() => trainer.Train(features, positive, new SeededRandom(1))).Message.ShouldContain("Feature 2 of row 7");
        Should.Throw<ArgumentException>(() => new CoordinateDescentTrainer(new SvmOptions { Kernel = SvmKernel.Rbf })).Message.ShouldContain("Rbf");
    }

    private static float[] Gaussian(int length, SeededRandom random) => [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];

    private static (DenseMatrix Features, bool[] Positive) Overlapping(int rows, int columns, ulong seed)
    {
        var random = new SeededRandom(seed);
        var features = new DenseMatrix(rows, columns);
        var positive = new bool[rows];
        for (var r = 0; r < rows; r++)
        {
            positive[r] = random.NextDouble() < 0.2;
            for (var k = 0; k < columns; k++)
                features[r, k] = (float)(random.NextGaussian() * (positive[r] && k % 2 == 0 ? 1.8 : 1.0));
        }

        return (features, positive);
    }
}
