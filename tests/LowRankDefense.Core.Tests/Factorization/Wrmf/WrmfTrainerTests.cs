using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Core.Tests.Factorization.Wrmf;

public class WrmfTrainerTests : FactorTrainerContract
{
    protected override IRecommenderTrainer<FactorModel> Create() =>
        new WrmfTrainer(
            new WrmfOptions
            {
                Rank = 8,
                Epochs = 60,
                BatchSize = 16,
            }
        );

    [Theory]
    [InlineData(16)]
    [InlineData(1000)]
    public void Factors_ShouldEqualThoseOfTheDenseGradient_AfterSeveralEpochs(int batchSize)
    {
        // A large ε makes the step proportional to the gradient, so that every factor of 2 in it shows.
        var options = new WrmfOptions
        {
            Rank = 5,
            Epochs = 3,
            BatchSize = batchSize,
            Adam = new AdamOptions { Epsilon = 1, WeightDecay = 0.01 },
        };

        var fast = new WrmfTrainer(options).Train(Tastes(), new SeededRandom(9));
        var dense = DenseWrmf.Train(Tastes(), options, new SeededRandom(9));

        fast.Users.ShouldBeClose(dense.Users);
        fast.Items.ShouldBeClose(dense.Items);
    }

    [Fact]
    public void Loss_ShouldBeThatOfTheDenseResidual_BeforeTheFirstStep()
    {
        var options = new WrmfOptions
        {
            Rank = 5,
            Epochs = 1,
            BatchSize = 1000,
        };
        var first = new List<double>();

        new WrmfTrainer(options).Train(Tastes(), new SeededRandom(9), new Recorder(first));

        var start = FactorModel.Gaussian(60, 40, 5, options.InitialDeviation, new SeededRandom(9));
        var expected = DenseWrmf.Loss(Tastes(), start, options.Confidence);
        first[0].ShouldBe(expected, 1e-5 * expected);
    }

    [Fact]
    public void Training_ShouldNameTheEpochAndTheOption_WhenItDiverges()
    {
        var options = new WrmfOptions
        {
            Rank = 4,
            Epochs = 50,
            Adam = new AdamOptions
            {
                LearningRate = 10,
                FirstDecay = 0,
                SecondDecay = 0,
                Epsilon = 1e-30,
            },
            InitialDeviation = 10,
            Confidence = 1e6,
        };
        var huge = CsrMatrix.FromEntries(2, 2, [(0, 0, 3e38f), (1, 1, 3e38f)]);

        var error = Should.Throw<NumericalBreakdownException>(() => new WrmfTrainer(options).Train(huge, new SeededRandom(1)));

        error.Message.ShouldContain("epoch");
        error.Message.ShouldContain(nameof(AdamOptions.LearningRate));
    }

    private sealed class Recorder(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => losses.Add(value.Loss);
    }
}
