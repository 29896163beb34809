using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>PMF on MovieLens, on what a reconstruction makes of it, and with factors moved into its singular space, as steps of figures 3 to 6.</summary>
/// <param name="settings">The data, and the seeds.</param>
/// <param name="attacks">The fakes.</param>
internal sealed class PmfSteps(StudySettings settings, AttackSteps attacks)
{
    private const int Shown = 10;

    /// <summary>PMF trained on a reconstruction of the whole matrix.</summary>
    /// <param name="attacked">Whether fakes are in it.</param>
    /// <param name="pmfRank">Length of the factors.</param>
    /// <param name="svdRank">Rank of the reconstruction; 0 for the ratings as they are.</param>
    public Step<PmfOutcome> Reconstructed(bool attacked, int pmfRank, int svdRank) =>
        Of(
            "pmf-reconstructed",
            $"PMF {pmfRank} on rank {svdRank}",
            attacked,
            new { pmfRank, svdRank },
            (observed, seed, stop) =>
            {
                var learntFrom = svdRank == 0 ? observed : Reconstruct(observed, svdRank, stop);
                return new PmfTrainer(new PmfOptions { Rank = pmfRank }).Train(learntFrom, new SeededRandom(seed), progress: null, stop);
            }
        );

    /// <summary>PMF trained on the ratings as they are, its factors moved into the space of the leading singular vectors.</summary>
    /// <param name="attacked">Whether fakes are in them.</param>
    /// <param name="pmfRank">Length of the factors.</param>
    /// <param name="svdRank">Singular vectors.</param>
    public Step<PmfOutcome> Transformed(bool attacked, int pmfRank, int svdRank) =>
        Of(
            "pmf-transformed",
            $"PMF {pmfRank}, factors in the space of rank {svdRank}",
            attacked,
            new { pmfRank, svdRank },
            (observed, seed, stop) =>
            {
                var model = new PmfTrainer(new PmfOptions { Rank = pmfRank }).Train(observed, new SeededRandom(seed), progress: null, stop);
                return LowRankTransformation.Apply(model, SpaceOf(observed, svdRank));
            }
        );

    /// <summary>PMF trained on attacked ratings with some of the cells that a reconstruction fills in.</summary>
    /// <param name="pmfRank">Length of the factors.</param>
    /// <param name="svdRank">Rank of the reconstruction.</param>
    /// <param name="share">Share of the new cells, 0 to 1.</param>
    /// <param name="strongestFirst">Whether the largest are taken first.</param>
    /// <param name="transformed">Whether the factors are moved into its space, too.</param>
    public Step<PmfOutcome> WithNewValues(int pmfRank, int svdRank, double share, bool strongestFirst, bool transformed) =>
        Of(
            "pmf-new-values",
            $"PMF {pmfRank} with {100 * share:0} % of the new values of rank {svdRank}",
            attacked: true,
            new
            {
                pmfRank,
                svdRank,
                share,
                strongestFirst,
                transformed,
            },
            (observed, seed, stop) =>
            {
                var (space, random) = (SpaceOf(observed, svdRank), new SeededRandom(seed));
                var learntFrom = share == 0 ? observed : new NewValues(observed, space).Add(share, strongestFirst, random);
                var model = new PmfTrainer(new PmfOptions { Rank = pmfRank }).Train(learntFrom, new SeededRandom(seed), progress: null, stop);
                return transformed ? LowRankTransformation.Apply(model, space) : model;
            }
        );

    private Step<PmfOutcome> Of(
        string kind,
        string title,
        bool attacked,
        object parameters,
        Func<CsrMatrix, ulong, CancellationToken, FactorModel> train
    ) =>
        new(
            kind,
            $"{title}, {(attacked ? "attacked" : "clean")}",
            new
            {
                settings.MovieLens.Hash,
                seeds = settings.VictimSeeds,
                parameters,
            },
            attacked ? [attacks.OfFigures] : [],
            (cache, stop) =>
            {
                var (data, fakes) = (settings.MovieLens.Ratings, attacked ? attacks.OfFigures.In(cache).ToMatrix() : settings.MovieLens.Nobody);
                var observed = data.Train.StackAbove(fakes);
                var outcomes = settings
                    .VictimSeeds.Select(seed =>
                        RankingMetrics.PerUser(
                            TopN.Compute(train(observed, seed, stop), observed, Shown, stop),
                            data.TestFor(observed),
                            Shown,
                            attacks.TargetsOnMovieLens
                        )
                    )
                    .ToList();
                return new PmfOutcome([.. outcomes.Select(o => o.Recall.Mean.Value)], [.. outcomes.Select(o => o.Precision.Mean.Value)]);
            }
        );

    // Every observed cell by its reconstructed value, and as many new ones
    private static CsrMatrix Reconstruct(CsrMatrix observed, int rank, CancellationToken stop) =>
        LocalReconstruction.Reconstruct(
            observed,
            new LocalReconstructionOptions
            {
                Shape = PatchShape.Whole,
                Rank = rank,
                Density = 1,
            },
            new SeededRandom(1),
            stop
        );

    private static TruncatedSvd SpaceOf(CsrMatrix observed, int rank) =>
        RandomizedSvd.Compute(observed, new RandomizedSvdOptions { Rank = rank }, new SeededRandom(1));
}
