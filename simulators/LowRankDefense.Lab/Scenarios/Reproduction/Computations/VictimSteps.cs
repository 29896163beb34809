using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations;

/// <summary>WRMF(SGD) trained on a data set, with or without fakes and a defense, as steps that studies share.</summary>
/// <param name="data">The data set; values are taken for clicks.</param>
/// <param name="wrmf">The victim.</param>
/// <param name="targets">Columns of the targets.</param>
/// <param name="shown">Places of a list.</param>
internal sealed class VictimSteps(StudyData data, WrmfOptions wrmf, int[] targets, int shown)
{
    /// <summary>A victim.</summary>
    /// <param name="fakes">Whose profiles it is trained with, too; none where the list is empty.</param>
    /// <param name="defense">What it learns from.</param>
    /// <param name="removed">Whose profiles it is not trained with: rows of genuine users and, behind them, fakes; null for nobody's.</param>
    /// <param name="seed">Its seed.</param>
    public Step<VictimOutcome> Of(IReadOnlyList<Step<FakesResult>> fakes, Defense defense, Step<RemovedResult>? removed, ulong seed) =>
        new(
            "wrmf-sgd",
            $"WRMF(SGD) on {data.Name}{(fakes.Count == 0 ? "" : ", attacked")}{(removed is null ? "" : ", sanitized")}, {defense.Reconstruction ?? "as it is"}, seed {seed}",
            new
            {
                data.Hash,
                wrmf,
                targets,
                shown,
                defense,
                seed,
            },
            [.. fakes, .. removed is null ? Array.Empty<IStep>() : [removed]],
            (cache, stop) => Train([.. fakes.Select(f => f.In(cache).ToMatrix())], defense, removed?.In(cache).Rows ?? [], seed, stop)
        );

    private VictimOutcome Train(CsrMatrix[] fakes, Defense defense, int[] removed, ulong seed, CancellationToken stop)
    {
        var all = fakes.Select(f => f.Binarized()).Aggregate(data.Clicks.Train, (above, below) => above.StackAbove(below));
        var observed = Without(all, removed);
        var trainer = new WrmfTrainer(wrmf);
        var model = trainer.Train(defense.Apply(observed, trainer.Confidence, stop), new SeededRandom(seed), progress: null, stop);
        FoldIn(model, all, [.. removed.Where(r => r < data.Clicks.Train.Rows)]);
        // Who was removed by mistake is shown something, too, and not what he has had.
        return VictimOutcome.Of(RankingMetrics.PerUser(TopN.Compute(model, all, shown, stop), data.Clicks.TestFor(all), shown, targets));
    }

    // Genuine users who were removed get factors that fit what they did to the items as they have been learnt.
    private void FoldIn(FactorModel model, CsrMatrix all, int[] rows)
    {
        if (rows.Length == 0)
            return;
        var factors = new IalsTrainer(new IalsOptions { Rank = model.Rank, Confidence = wrmf.Confidence }).FoldIn(model, all.SelectRows(rows));
        for (var i = 0; i < rows.Length; i++)
            factors.Row(i).CopyTo(model.Users.Row(rows[i]));
    }

    private static CsrMatrix Without(CsrMatrix all, int[] removed)
    {
        if (removed.Length == 0)
            return all;
        var isRemoved = removed.ToHashSet();
        var entries = new List<(int, int, float)>(all.NonZeros);
        for (var r = 0; r < all.Rows; r++)
        {
            if (isRemoved.Contains(r))
                continue;
            foreach (var item in all.ColumnsOf(r))
                entries.Add((r, item, 1f));
        }

        return CsrMatrix.FromEntries(all.Rows, all.Columns, entries);
    }
}
