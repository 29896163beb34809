using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Trimming;

/// <summary>Training on implicit feedback in which those users whose clicks follow least from one another have no influence on anybody else.</summary>
/// <remarks>
/// A low-rank defense that needs neither labels nor time, and blocks nobody: as in least trimmed squares (Rousseeuw 1984) the worst explained rows are left out
/// of the fit, and are then fitted to it. Fakes own leading directions of a low-rank model, so that truncation amplifies them; but what they click does not
/// follow from the rest of what they click in a model that has not learnt from them. Fakes whose fillers are a taste, and whose targets are few of many clicks,
/// are not seen.
/// </remarks>
/// <param name="options">How many are trimmed.</param>
public sealed class TrimmedTraining(TrimmingOptions options)
{
    private readonly TrimmingOptions options = Validated.Options(options);

    /// <summary>The users to trim: those with the least support, where it is below that of clicks drawn by popularity, which is 0.</summary>
    /// <param name="clicks">Users × items, as they were observed; values are not looked at.</param>
    /// <param name="random">Draws what is drawn.</param>
    /// <param name="cancel">Stops between users.</param>
    /// <returns>Their rows, ascending; none where the share is 0, or nothing can be told.</returns>
    public int[] LeastSupported(CsrMatrix clicks, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(clicks);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Share <= 0.0)
            return [];
        var support = ClickSupport.Of(clicks, options.Rank, random, cancel);
        int[] told = [.. Enumerable.Range(0, support.Length).Where(u => !double.IsNaN(support[u]))];
        int[] least = [.. told.OrderBy(u => support[u]).ThenBy(u => u).Take((int)(options.Share * told.Length)).Where(u => support[u] < 0.0)];
        Array.Sort(least);
        return least;
    }

    /// <summary>Trains without the clicks of the users to trim, and gives these users factors that fit what they clicked, to the items as they have been learnt.</summary>
    /// <param name="trainer">Trainer of a recommender for implicit feedback.</param>
    /// <param name="problem">What is to be fitted.</param>
    /// <param name="trimmed">Rows of the users to trim.</param>
    /// <param name="random">Source of everything that is drawn in the training.</param>
    /// <param name="progress">Hears of every epoch or iteration.</param>
    /// <param name="cancel">Stops between batches or sweeps.</param>
    /// <exception cref="NumericalBreakdownException">The training stopped being finite.</exception>
    public static FactorModel Train(
        IFactorTrainer trainer,
        WeightedInteractions problem,
        int[] trimmed,
        SeededRandom random,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(trimmed);
        var model = trainer.Train(problem.Emptying(trimmed), random, progress, cancel);
        if (trimmed.Length == 0)
            return model;
        var factors = new IalsTrainer(new IalsOptions { Rank = model.Rank, Confidence = trainer.Confidence }).FoldIn(
            model,
            problem.SelectRows(trimmed)
        );
        for (var i = 0; i < trimmed.Length; i++)
            factors.Row(i).CopyTo(model.Users.Row(trimmed[i]));
        return model;
    }
}
