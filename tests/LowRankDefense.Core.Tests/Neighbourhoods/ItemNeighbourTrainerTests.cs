using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Core.Tests.Neighbourhoods;

public class ItemNeighbourTrainerTests : PersonalRecommenderContract<ItemNeighbourModel>
{
    protected override (Func<ItemNeighbourModel, byte[]> Encode, Func<byte[], ItemNeighbourModel> Decode) Codec =>
        (ItemNeighbourCodec.Encode, bytes => ItemNeighbourCodec.Decode(bytes));

    protected override IRecommenderTrainer<ItemNeighbourModel> Create() => new ItemNeighbourTrainer(new ItemNeighbourOptions { Neighbours = 20 });

    [Fact]
    public void Similarity_ShouldBeTheCosineOfTheColumns_WithoutShrinkage()
    {
        var x = Tastes();

        var model = new ItemNeighbourTrainer(new ItemNeighbourOptions { Neighbours = 40, Shrinkage = 0 }).Train(x, new SeededRandom(1));

        var byItem = x.Transpose();
        for (var i = 0; i < 40; i++)
        for (var j = 0; j < 40; j++)
        {
            var common = byItem.ColumnsOf(i).ToArray().Intersect(byItem.ColumnsOf(j).ToArray()).Count();
            var expected = i == j ? 0.0 : common / Math.Sqrt((double)byItem.CountOf(i) * byItem.CountOf(j));
            var at = model.Similarities.ColumnsOf(i).BinarySearch(j);
            (at < 0 ? 0f : model.Similarities.ValuesOf(i)[at]).ShouldBe((float)expected, 1e-5f);
        }
    }

    [Fact]
    public void Neighbours_ShouldBeTheMostSimilar_AndNoMoreThanAskedFor()
    {
        var x = Tastes();
        var all = new ItemNeighbourTrainer(new ItemNeighbourOptions { Neighbours = 40 }).Train(x, new SeededRandom(1));

        var few = new ItemNeighbourTrainer(new ItemNeighbourOptions { Neighbours = 3 }).Train(x, new SeededRandom(1));

        for (var i = 0; i < 40; i++)
            few.Similarities.ValuesOf(i).ToArray().Order().ShouldBe(all.Similarities.ValuesOf(i).ToArray().OrderDescending().Take(3).Order());
    }

    [Fact]
    public void Model_ShouldBeRefused_WhenItsPartsDoNotFit() =>
        Should
            .Throw<ArgumentException>(() => new ItemNeighbourModel(CsrMatrix.FromEntries(2, 3, []), CsrMatrix.FromEntries(2, 2, [])))
            .ParamName.ShouldBe("similarities");
}
