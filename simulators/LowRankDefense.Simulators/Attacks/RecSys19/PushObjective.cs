using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>How far a surrogate is from what the attacker wants: f of Christakopoulou &amp; Banerjee (RecSys 2019), §3.2; lower is better.</summary>
/// <remarks>Means over users and targets stand where the paper has sums, so that one size of step suits any data. A user who has had a target has no say in it.</remarks>
internal sealed class PushObjective
{
    private readonly CsrMatrix genuine;
    private readonly int[] targets;
    private readonly PushIntent intent;
    private readonly bool[] isBusy;

    /// <summary>An objective.</summary>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="targets">Columns of the targets, at least one.</param>
    /// <param name="intent">What the attacker wants.</param>
    public PushObjective(CsrMatrix genuine, IReadOnlyList<int> targets, PushIntent intent)
    {
        (this.genuine, this.targets, this.intent) = (genuine, [.. targets], intent);
        int[] counts = [.. Enumerable.Range(0, genuine.Rows).Select(genuine.CountOf)];
        var middle = counts.Order().ElementAt(counts.Length / 2);
        isBusy = Array.ConvertAll(counts, c => c >= middle);
    }

    /// <summary>The objective of a surrogate.</summary>
    /// <param name="model">Genuine users first, fakes behind them.</param>
    /// <param name="lists">The lists of the genuine users.</param>
    public double Of(FactorModel model, RecommendationTable lists) =>
        intent switch
        {
            // Σ max(0, R̂_u,(K) − R̂_ut)
            PushIntent.Hits => Mean(u => Short(model, lists, u), _ => true),
            // −Σ R̂_ut
            PushIntent.Mean => -Mean(u => t => model.Score(u, t), _ => true),
            // Σ_few R̂_ut − Σ_many R̂_ut
            _ => Mean(u => t => model.Score(u, t), u => !isBusy[u]) - Mean(u => t => model.Score(u, t), u => isBusy[u]),
        };

    // By how much a target misses the last place of the list
    private static Func<int, double> Short(FactorModel model, RecommendationTable lists, int user)
    {
        var scores = lists.ScoresOf(user);
        var last = scores.IsEmpty ? float.NegativeInfinity : scores[^1];
        return target => Math.Max(0.0, last - model.Score(user, target));
    }

    private double Mean(Func<int, Func<int, double>> ofUser, Predicate<int> counts)
    {
        var (sum, pairs) = (0.0, 0);
        for (var u = 0; u < genuine.Rows; u++)
        {
            if (!counts(u))
                continue;
            var own = ofUser(u);
            foreach (var target in targets)
            {
                if (genuine.ColumnsOf(u).BinarySearch(target) >= 0)
                    continue;
                sum += own(target);
                pairs++;
            }
        }

        return pairs == 0 ? 0.0 : sum / pairs;
    }
}
