using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Popularity;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Core.Tests.Factorization.Popularity;

public class PopularityTrainerTests : RecommenderTrainerContract<FactorModel>
{
    protected override (Func<FactorModel, byte[]> Encode, Func<byte[], FactorModel> Decode) Codec =>
        (FactorModelCodec.Encode, bytes => FactorModelCodec.Decode(bytes));

    protected override IRecommenderTrainer<FactorModel> Create() => new PopularityTrainer();

    [Fact]
    public void Recommendations_ShouldBeTheMostChosenItems_ForEverybody()
    {
        var interactions = CsrMatrix.FromEntries(3, 4, [(0, 2, 1f), (1, 2, 1f), (1, 3, 1f), (2, 2, 1f), (2, 3, 1f), (2, 0, 1f)]);

        var model = new PopularityTrainer().Train(interactions, new SeededRandom(1));

        TopN.Compute(model, CsrMatrix.FromEntries(3, 4, []), 3).ItemsOf(1).ToArray().ShouldBe([2, 3, 0]);
    }
}
