using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>WRMF(SGD) trained on a data set, with or without fakes and a defense, as steps that studies share.</summary>
/// <param name="data">The data set; values are taken for clicks.</param>
/// <param name="wrmf">The victim.</param>
/// <param name="targets">Columns of the targets.</param>
/// <param name="shown">Places of a list.</param>
internal sealed class VictimSteps(StudyData data, WrmfOptions wrmf, int[] targets, int shown)
{
    private readonly Lazy<PopularityGroups> groups = new(() => new PopularityGroups(data.Clicks.Train));
    private (string Of, WeightedInteractions Problem)? last;

    /// <summary>A victim.</summary>
    /// <param name="fakes">Whose profiles it is trained with, too; none where the list is empty.</param>
    /// <param name="defense">What it learns from.</param>
    /// <param name="removed">Whose profiles it is not trained with: rows of genuine users and, behind them, fakes; null for nobody's.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="isSoft">Whether clicks of those who are not removed weigh what they are trusted, and not all alike.</param>
    public Step<VictimOutcome> Of(
        IReadOnlyList<Step<FakesResult>> fakes,
        Defense defense,
        Step<RemovedResult>? removed,
        ulong seed,
        bool isSoft = false
    )
    {
        IStep[] needs = [.. fakes, .. removed is null ? Array.Empty<IStep>() : [removed]];
        return new Step<VictimOutcome>(
            "wrmf-sgd",
            $"WRMF(SGD) on {data.Name}{(fakes.Count == 0 ? "" : ", attacked")}{(removed is null ? "" : isSoft ? ", soft trust" : ", sanitized")}, {defense.Name}, seed {seed}",
            new
            {
                data.Hash,
                wrmf,
                targets,
                shown,
                defense,
                seed,
                isSoft,
            },
            needs,
            (cache, stop) =>
            {
                var found = removed?.In(cache);
                var trust = isSoft ? found?.Trust ?? throw new InvalidOperationException("Nobody says how far whose clicks are trusted.") : null;
                return Train(Stacked(fakes, cache), defense, needs, found?.Rows ?? [], trust, seed, stop);
            }
        );
    }

    /// <summary>A reconstruction of its own, to see what it takes: how many cells come of it.</summary>
    /// <param name="fakes">Whose profiles it is made of, too.</param>
    /// <param name="defense">The reconstruction.</param>
    public Step<int> Reconstruction(IReadOnlyList<Step<FakesResult>> fakes, Defense defense) =>
        new(
            "reconstruction",
            $"{defense.Name} on {data.Name}",
            new { data.Hash, defense },
            fakes,
            (cache, stop) => defense.Apply(Stacked(fakes, cache), wrmf.Confidence, stop).Preferences.NonZeros
        );

    private CsrMatrix Stacked(IReadOnlyList<Step<FakesResult>> fakes, StepCache cache) =>
        fakes.Select(f => f.In(cache).ToMatrix().Binarized()).Aggregate(data.Clicks.Train, (above, below) => above.StackAbove(below));

    private VictimOutcome Train(CsrMatrix all, Defense defense, IStep[] needs, int[] removed, float[]? trust, ulong seed, CancellationToken stop)
    {
        var observed = all.Emptying(removed);
        var trainer = new WrmfTrainer(wrmf);
        var problem = Problem(defense, needs, observed, trainer.Confidence, stop);
        var model = defense.Train(trainer, observed, trust is null ? problem : problem.Weighted(trust), seed, stop);
        FoldIn(model, all, [.. removed.Where(r => r < data.Clicks.Train.Rows)]);
        // Who was removed by mistake is shown something, too, and not what he has had.
        var (lists, test) = (TopN.Compute(model, all, shown, stop), data.Clicks.TestFor(all));
        return VictimOutcome.Of(RankingMetrics.PerUser(lists, test, shown, targets), groups.Value.Recall(lists, test, shown));
    }

    // What a recommender learns from is the same for all seeds, and a reconstruction of the whole matrix takes longer than any training.
    private WeightedInteractions Problem(Defense defense, IStep[] needs, CsrMatrix observed, double confidence, CancellationToken stop)
    {
        if (defense.Reconstruction is null)
            return defense.Apply(observed, confidence, stop);
        var of = $"{defense} {string.Join(' ', needs.Select(n => n.Key))}";
        var problem = last is { } kept && kept.Of == of ? kept.Problem : defense.Apply(observed, confidence, stop);
        last = (of, problem);
        return problem;
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
}
