using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class DefenseTests
{
    private const string Squares = "square:40:5";
    private readonly CsrMatrix users = Communities.Draw(200, 0, seed: 4).Profiles;

    [Fact]
    public void ObservedCells_ShouldBeAllThereIs_WhereNothingElseIsAskedFor_AndHalfOfItElse()
    {
        Of(ReconstructedValues.ObservedOnly).Preferences.ColumnIndices.ToArray().ShouldBe(users.ColumnIndices.ToArray());
        Of(ReconstructedValues.WithNewCells).Preferences.NonZeros.ShouldBe(2 * users.NonZeros);
    }

    [Fact]
    public void Binarized_ShouldBeOneFromAHalfOn_InTheSameCells()
    {
        var values = Of(ReconstructedValues.WithNewCells).Preferences;

        var binarized = Of(ReconstructedValues.Binarized).Preferences;

        binarized.ColumnIndices.ToArray().ShouldBe(values.ColumnIndices.ToArray());
        binarized.Values.ToArray().ShouldBe(values.Values.ToArray().Select(v => v >= 0.5f ? 1f : 0f));
        binarized.Values.ToArray().Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Trimming_ShouldTrimAsTheWorkerDoes_AndNoneNobody()
    {
        var attacked = users.StackAbove(Communities.Pushers(4, [3, 163, 283], seed: 5));

        Defense.Trimming.LeastSupported(attacked, 1).Length.ShouldBe(4, "two of a hundred of 204");
        Defense.None.LeastSupported(attacked, 1).ShouldBeEmpty();
        (Defense.None.Name, Defense.Trimming.Name, new Defense(Squares).Name).ShouldBe(("no defense", "least supported users trimmed", Squares));
    }

    [Fact]
    public void NoDefense_ShouldTrainAsTheTrainerDoes()
    {
        var trainer = new IalsTrainer(new IalsOptions { Rank = 4 });
        var problem = Defense.None.Apply(users, trainer.Confidence, CancellationToken.None);

        var model = Defense.None.Train(trainer, users, problem, seed: 3, CancellationToken.None);

        var plain = trainer.Train(problem, new SeededRandom(3), progress: null, CancellationToken.None);
        model.Items.Data.ToArray().ShouldBe(plain.Items.Data.ToArray());
    }

    private WeightedInteractions Of(ReconstructedValues values) => new Defense(Squares, values).Apply(users, 20, CancellationToken.None);
}
