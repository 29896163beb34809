using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks;

/// <summary>Whom a surrogate shows the targets.</summary>
internal static class ShownTargets
{
    /// <summary>The lists of the genuine users, without what they have had.</summary>
    /// <param name="model">The surrogate: genuine users first, fakes behind them.</param>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="shown">Places of a list.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static RecommendationTable ListsOf(FactorModel model, CsrMatrix genuine, int shown, CancellationToken cancel)
    {
        var users = new DenseMatrix(genuine.Rows, model.Rank, model.Users.RowRange(0, genuine.Rows).ToArray());
        return TopN.Compute(new FactorModel(users, model.Items) { Offset = model.Offset }, genuine, shown, cancel);
    }

    /// <summary>Share of the users with a target in their list.</summary>
    /// <param name="lists">One per user.</param>
    /// <param name="targets">Columns of the targets.</param>
    public static double Rate(RecommendationTable lists, IReadOnlyList<int> targets)
    {
        var (isTarget, hits) = (targets.ToHashSet(), 0);
        for (var u = 0; u < lists.Users; u++)
        {
            foreach (var item in lists.ItemsOf(u))
            {
                if (isTarget.Contains(item))
                {
                    hits++;
                    break;
                }
            }
        }

        return (double)hits / lists.Users;
    }
}
