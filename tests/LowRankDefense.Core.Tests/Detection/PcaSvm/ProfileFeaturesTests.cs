using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

public class ProfileFeaturesTests
{
    private static readonly PcaSvmOptions Options = new() { Rank = 6 };
    private readonly CsrMatrix learnt = Communities.Draw(240, 0, seed: 1).Profiles;
    private readonly CsrMatrix unseen = Communities.Draw(240, 0, seed: 2).Profiles;

    [Fact]
    public void CoherenceOfAProfileThatWasLearntFrom_ShouldBeThatOfOneThatWasNot()
    {
        var features = ProfileFeatures.Fit(learnt, null, Options, new SeededRandom(1));

        // Whole and once more, as profiles cut short come.
        var known = Coherence(features.Of(learnt.StackAbove(learnt), known: 480));
        var strangers = Coherence(features.Of(unseen, known: 0));
        var byThoseWhoKnow = Coherence(features.Of(learnt, known: 0));

        known.Take(240).ShouldBe(known.Skip(240));
        known.Average().ShouldBe(strangers.Average(), 0.02f);
        byThoseWhoKnow.Average().ShouldBeGreaterThan(strangers.Average() + 0.04f, "half of what judges them has learnt from them");
    }

    [Theory]
    [InlineData(0, 240)]
    [InlineData(1, 240)]
    [InlineData(16, 6)]
    public void Coherence_ShouldBeLeftOut_WhereNoneIsWantedOrTooFewToLearnFrom(int rank, int users)
    {
        var features = ProfileFeatures.Fit(
            learnt.SelectRows([.. Enumerable.Range(0, users)]),
            null,
            Options with
            {
                CoherenceRank = rank,
            },
            new SeededRandom(1)
        );

        features.Coherence.ShouldBeNull();
        features.Count.ShouldBe(features.Basis.Columns);
        features.Of(unseen, known: 0).Columns.ShouldBe(features.Count);
    }

    private static float[] Coherence(DenseMatrix features) => [.. Enumerable.Range(0, features.Rows).Select(r => features[r, features.Columns - 1])];
}
