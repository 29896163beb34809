using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Recommendations;
using NSubstitute;

namespace LowRankDefense.Core.Tests.Recommenders;

public class RecommenderCatalogTests
{
    public static TheoryData<string> Names => [.. RecommenderCatalog.Names];

    [Fact]
    public void Names_ShouldBeThoseThatPeopleType() => RecommenderCatalog.Names.ShouldBe(["wrmf-sgd", "ials", "pmf", "item-knn", "popularity"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Recommender_ShouldBeTrained_AndSurviveTheRoundTripBitByBit(string name)
    {
        var model = RecommenderCatalog.ByName(name.ToUpperInvariant(), rank: 6).Train(SeparateTastes.Ratings(), new SeededRandom(1));

        var copy = RecommenderCodec.Decode(RecommenderCodec.Encode(model));

        copy.GetType().ShouldBe(model.GetType());
        Scores(copy).ShouldBe(Scores(model));
    }

    [Theory]
    [InlineData("wrmf-sgd")]
    [InlineData("ials")]
    [InlineData("pmf")]
    public void Factors_ShouldHaveTheRankAskedFor(string name) =>
        RecommenderCatalog
            .ByName(name, rank: 6)
            .ShouldBeAssignableTo<IFactorTrainer>()!
            .Train(SeparateTastes.Ratings(), new SeededRandom(1))
            .Rank.ShouldBe(6);

    [Fact]
    public void Name_ShouldBeRefused_WithAListOfThoseThereAre() =>
        Should
            .Throw<ArgumentException>(() => RecommenderCatalog.ByName("svd", rank: 6))
            .Message.ShouldContain("'svd': choose one of wrmf-sgd, ials, pmf, item-knn, popularity");

    [Fact]
    public void Rank_ShouldBeRefused_WhenItIsNone() => Should.Throw<ArgumentOutOfRangeException>(() => RecommenderCatalog.ByName("ials", rank: 0));

    [Fact]
    public void Codec_ShouldRefuse_WhatItDoesNotKnow()
    {
        Should.Throw<InvalidDataException>(() => RecommenderCodec.Decode("LRDT\u0001 and more"u8)).Message.ShouldContain("no recommender");
        Should
            .Throw<InvalidDataException>(() => RecommenderCodec.Decode("LRFM\u0001 and more"u8))
            .Message.ShouldContain("a factor model of format 2");
        Should.Throw<ArgumentException>(() => RecommenderCodec.Encode(Substitute.For<IRecommender>())).ParamName.ShouldBe("model");
    }

    private static float[] Scores(IRecommender model)
    {
        var scores = new float[model.UserCount * model.ItemCount];
        model.InBlocksOf(model.ItemCount).Score(new Chunk(0, 0, model.UserCount), 0, scores);
        return scores;
    }
}
