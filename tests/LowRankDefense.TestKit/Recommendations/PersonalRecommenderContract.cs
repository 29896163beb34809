using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Recommendations;

/// <summary>As <see cref="RecommenderTrainerContract{TModel}"/>, for recommenders that tell users apart.</summary>
public abstract class PersonalRecommenderContract<TModel> : RecommenderTrainerContract<TModel>
    where TModel : class, IRecommender
{
    [Fact]
    public void Model_ShouldPreferTheOwnBlock_WhenTastesAreSeparate()
    {
        var model = Create().Train(Tastes(), new SeededRandom(1));

        for (var u = 0; u < 60; u++)
        {
            var own = Enumerable.Range(0, 40).Where(i => i % 4 == u % 4).Average(i => model.Score(u, i));
            var other = Enumerable.Range(0, 40).Where(i => i % 4 != u % 4).Average(i => model.Score(u, i));
            own.ShouldBeGreaterThan(other + 0.3f);
        }
    }
}
