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
    public void Objectives_ShouldBeThoseOfTheForm()
    {
        var (features, positive) = Overlapping(400, 3, seed: 10);
        var options = new SvmOptions
        {
            Cost = 0.7,
            Gamma = 0.35,
            Coef0 = 0.6,
            Tolerance = 1e-5,
        };

        var svm = new CoordinateDescentTrainer(options).Train(features, positive, new SeededRandom(6));

        // ½‖w‖² + Σ C max(0, 1 − y f); the smallest solution of SMO's problem, whose bias is free, is below it.
        var costs = TrainingSamples.LabelsAndCosts(positive, options).Costs;
        var loss = Enumerable
            .Range(0, features.Rows)
            .Sum(r => costs[r] * Math.Max(0, 1 - ((positive[r] ? 1 : -1) * svm.Form.Evaluate(features.Row(r)))));
        var norm = SquaredNorm(svm.Form, options);
        svm.PrimalObjective.ShouldBe((0.5 * norm) + loss, 1e-4 * svm.PrimalObjective);
        var free = new SvmTrainer(options).Train(features, positive).Objective;
        svm.PrimalObjective.ShouldBeGreaterThan(-free * (1 - 1e-4));
    }

    [Fact]
    public void Shrinking_ShouldChangeTheTimeAlone()
    {
        var (features, positive) = Overlapping(1_000, 4, seed: 12);
        var options = new SvmOptions { Tolerance = 1e-5, MaximumEpochs = 20_000 };

        var whole = new CoordinateDescentTrainer(options with { Shrinking = false }).Train(features, positive, new SeededRandom(6));
        var shrunk = new CoordinateDescentTrainer(options with { Shrinking = true }).Train(features, positive, new SeededRandom(6));

        shrunk.DualObjective.ShouldBe(whole.DualObjective, 1e-6 * whole.PrimalObjective);
        for (var r = 0; r < features.Rows; r++)
            shrunk.Form.Evaluate(features.Row(r)).ShouldBe(whole.Form.Evaluate(features.Row(r)), 1e-2f);
    }

    [Fact]
    public void Epochs_ShouldEndAtTheLimit_AndNotBefore()
    {
        var (features, positive) = Overlapping(300, 4, seed: 13);
        QuadraticSvm Train(int epochs) =>
            new CoordinateDescentTrainer(new SvmOptions { MaximumEpochs = epochs }).Train(features, positive, new SeededRandom(6));
        var needed = Train(1_000).Epochs;

        Train(needed).Epochs.ShouldBe(needed);
        Should.Throw<NumericalBreakdownException>(() => Train(needed - 1)).Message.ShouldContain($"in {needed - 1} epochs");
    }

    [Fact]
    public void Training_ShouldStop_WhenCancelled()
    {
        var (features, positive) = Overlapping(40, 3, seed: 9);

        Should.Throw<OperationCanceledException>(() =>
            new CoordinateDescentTrainer(new SvmOptions()).Train(features, positive, new SeededRandom(1), new CancellationToken(canceled: true))
        );
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

    // ‖w‖² = Σ A² / γ² + Σ b² / (2rγ) + (c / r)²: the features scale x x' by γ (√2 off the diagonal, where A holds half), x by √(2rγ), 1 by r.
    private static double SquaredNorm(QuadraticForm form, SvmOptions options)
    {
        double matrix = form.Matrix.Data.ToArray().Sum(a => (double)a * a),
            linear = form.Linear.Sum(b => (double)b * b);
        return (matrix / (options.Gamma * options.Gamma))
            + (linear / (2 * options.Coef0 * options.Gamma))
            + Math.Pow(form.Constant / options.Coef0, 2);
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
