using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys19;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class PushObjectiveTests
{
    private const int Shown = 2;

    // Users 0 and 1 have two items, user 2 one; nobody but user 0 has had item 4, a target.
    private static readonly CsrMatrix Genuine = CsrMatrix.FromEntries(3, 5, [(0, 0, 1f), (0, 4, 1f), (1, 0, 1f), (1, 1, 1f), (2, 2, 1f)]);

    // Score of item i for user u: (u + 1) · (5 − i), one more for everything; behind the genuine users a fake that counts for nothing.
    private static readonly FactorModel Model = new(new DenseMatrix(4, 1, [1f, 2f, 3f, 100f]), new DenseMatrix(5, 1, [5f, 4f, 3f, 2f, 1f]))
    {
        Offset = 1f,
    };

    [Theory]
    // Lists without what was had: user 0 {1, 2}, user 1 {2, 3}, user 2 {0, 1}. Short of the last place, target 3: 3 − 2, 0, 12 − 6; target 4: had, 4 − 2, 12 − 3.
    [InlineData(PushIntent.Hits, (1 + 0 + 6 + 2 + 9) / 5.0)]
    // Scores: target 3: 3, 5, 7; target 4: had, 3, 4.
    [InlineData(PushIntent.Mean, -(3 + 5 + 7 + 3 + 4) / 5.0)]
    // User 2 has few items, the others two.
    [InlineData(PushIntent.Gap, ((7 + 4) / 2.0) - ((3 + 5 + 3) / 3.0))]
    public void Objective_ShouldBeThatOfItsDefinition_OverThoseWhoHaveNotHadATarget(PushIntent intent, double expected)
    {
        var lists = ShownTargets.ListsOf(Model, Genuine, Shown, CancellationToken.None);

        new PushObjective(Genuine, [3, 4], intent).Of(Model, lists).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void WhoIsShownATarget_ShouldBeCountedOnce_AndAmongTheGenuineUsersAlone()
    {
        var lists = ShownTargets.ListsOf(Model, Genuine, Shown, CancellationToken.None);

        ShownTargets.Rate(lists, [2, 3]).ShouldBe(2.0 / 3, 1e-12);
        ShownTargets.Rate(lists, [4]).ShouldBe(0);
    }

    [Fact]
    public void ObjectiveOfTargetsThatEverybodyHasHad_ShouldBeZero()
    {
        var all = CsrMatrix.FromEntries(1, 2, [(0, 0, 1f), (0, 1, 1f)]);
        var model = new FactorModel(new DenseMatrix(1, 1, [1f]), new DenseMatrix(2, 1, [1f, 2f]));
        var lists = ShownTargets.ListsOf(model, all, Shown, CancellationToken.None);

        foreach (var intent in Enum.GetValues<PushIntent>())
            new PushObjective(all, [0, 1], intent).Of(model, lists).ShouldBe(0);
    }
}
