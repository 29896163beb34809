using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Core.Tests.Factorization.Ials;

/// <summary>Alternating least squares with the exact solver.</summary>
public class IalsTrainerTests : FactorTrainerContract
{
    private static readonly IalsOptions Exact = new()
    {
        Rank = 8,
        Iterations = 15,
        Regularization = 1,
    };

    protected override IRecommenderTrainer<FactorModel> Create() => new IalsTrainer(Exact);

    [Fact]
    public void Users_ShouldZeroTheGradient_WhenItemsAreFixed()
    {
        var trainer = new IalsTrainer(Exact);
        var interactions = Tastes();
        var model = trainer.Train(interactions, new SeededRandom(1));

        var users = trainer.FoldIn(model, interactions);

        for (var u = 0; u < interactions.Rows; u++)
            GradientOf(users.Row(u), model, interactions.ColumnsOf(u), Exact).ShouldAllBe(g => Math.Abs(g) < 1e-3);
    }

    [Fact]
    public void FoldIn_ShouldGiveTheSameFactor_AloneAndAmongOthers()
    {
        var trainer = new IalsTrainer(Exact);
        var interactions = Tastes();
        var model = trainer.Train(interactions, new SeededRandom(1));

        var alone = trainer.FoldIn(model, interactions.ColumnsOf(7), interactions.ValuesOf(7));

        alone.ShouldBe(trainer.FoldIn(model, interactions).Row(7).ToArray());
    }

    [Fact]
    public void FoldIn_ShouldPreferWhatTheStrangerChose()
    {
        var trainer = new IalsTrainer(Exact);
        var model = trainer.Train(Tastes(), new SeededRandom(1));

        var stranger = trainer.FoldIn(model, [0, 4, 8], [1f, 1f, 1f]);

        Score(model, stranger, item: 12).ShouldBeGreaterThan(Score(model, stranger, item: 13) + 0.3f);
    }

    [Fact]
    public void ConjugateGradients_ShouldReachTheExactSolution_WithAsManyStepsAsUnknowns()
    {
        var options = Exact with { Iterations = 3 };
        var iterative = options with { LargestCholeskyRank = 0, ConjugateGradientSteps = 30 };

        var exact = new IalsTrainer(options).Train(Tastes(), new SeededRandom(4));
        var approached = new IalsTrainer(iterative).Train(Tastes(), new SeededRandom(4));

        approached.Users.ShouldBeClose(exact.Users, 1e-3);
        approached.Items.ShouldBeClose(exact.Items, 1e-3);
    }

    [Fact]
    public void Training_ShouldNameTheOption_WhenASystemIsSingular()
    {
        // Values near the largest there are: their factors overflow, and so does the matrix of the next half-step.
        var options = new IalsOptions { Rank = 4, Regularization = 1e-9 };
        var huge = CsrMatrix.FromEntries(2, 2, [(0, 0, 3e38f), (0, 1, 3e38f), (1, 0, 3e38f)]);

        Should
            .Throw<NumericalBreakdownException>(() => new IalsTrainer(options).Train(huge, new SeededRandom(1)))
            .Message.ShouldContain(nameof(IalsOptions.Regularization));
    }

    [Fact]
    public void FoldIn_ShouldBeRefused_WhenTheHistoryNamesItemsTheModelLacks()
    {
        var model = FactorModel.Gaussian(2, 3, 4, 1, new SeededRandom(1));

        Should.Throw<ArgumentOutOfRangeException>(() => new IalsTrainer(Exact).FoldIn(model, [3], [1f]));
    }

    // ½ ∂/∂p [Σ_i w (p·q − x)² + λ‖p‖²], over all items
    private static double[] GradientOf(ReadOnlySpan<float> p, FactorModel model, ReadOnlySpan<int> observed, IalsOptions options)
    {
        var gradient = new double[p.Length];
        for (var f = 0; f < p.Length; f++)
            gradient[f] = options.Regularization * p[f];
        for (var i = 0; i < model.Items.Rows; i++)
        {
            var (w, x) = observed.Contains(i) ? (options.Confidence, 1.0) : (1.0, 0.0);
            var q = model.Items.Row(i);
            var s = 0.0;
            for (var f = 0; f < p.Length; f++)
                s += (double)p[f] * q[f];
            for (var f = 0; f < p.Length; f++)
                gradient[f] += w * (s - x) * q[f];
        }

        return gradient;
    }

    private static float Score(FactorModel model, float[] user, int item) => Numerics.Kernels.Vectors.Dot(user, model.Items.Row(item));
}
