using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>The detector of "Low-rank Defenses Against Adversarial Attacks in Recommender Systems", §III-B1: principal components of profiles, an SVM on labels, nothing else.</summary>
/// <remarks>Whoever guards a stream has no labels: this is what the paper reports figures of, and not what a worker runs.</remarks>
public sealed class PaperDetector
{
    private const int Folds = 10;
    private readonly PaperDetectorOptions options;

    /// <summary>A detector with settings of its own.</summary>
    /// <param name="options">Components, kernel, what is learnt from.</param>
    public PaperDetector(PaperDetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <summary>Decisions by stratified 10-fold cross-validation: nobody is decided on by an SVM that has seen him.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="isFake">Whether each user is fake; ten of either kind at least.</param>
    /// <param name="seed">Seed of components, folds and samples.</param>
    /// <param name="cancel">Stops between folds.</param>
    /// <returns>Of each user; above 0 is fake.</returns>
    /// <exception cref="ArgumentException">Fewer than ten users of a kind, or more components than the matrix has.</exception>
    public double[] CrossValidate(CsrMatrix profiles, bool[] isFake, ulong seed, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(isFake);
        var random = new SeededRandom(seed);
        var folds = StratifiedFolds.Split(isFake, Folds, random);
        var ofAll = options.ComponentsOfAll ? Components(profiles, profiles, random.Split()) : null;
        var decisions = new double[profiles.Rows];
        for (var f = 0; f < folds.Count; f++)
        {
            cancel.ThrowIfCancellationRequested();
            int[] training = Sampled(folds.Training(f), isFake, random);
            var features = ofAll ?? Components(profiles.SelectRows(folds.Training(f)), profiles, random.Split());
            var svm = new SvmTrainer(options.Svm).Train(features.SelectRows(training), Array.ConvertAll(training, u => isFake[u]), cancel);
            foreach (var user in folds.Test(f))
                decisions[user] = svm.Decide(features.Row(user));
        }

        return decisions;
    }

    /// <summary>Decisions on users whom neither components nor SVM have seen.</summary>
    /// <param name="known">Users × items, to learn from.</param>
    /// <param name="isFake">Whether each of them is fake; both kinds occur.</param>
    /// <param name="unknown">Users × the same items, to decide on.</param>
    /// <param name="seed">Seed of components and samples.</param>
    /// <param name="cancel">Stops between updates of the SVM.</param>
    /// <returns>Of each of <paramref name="unknown"/>; above 0 is fake.</returns>
    /// <exception cref="ArgumentException">One kind only, or more components than the matrix has.</exception>
    public double[] Decide(CsrMatrix known, bool[] isFake, CsrMatrix unknown, ulong seed, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        return Learn(known, isFake, seed, cancel).Decide(unknown);
    }

    /// <summary>Learns components and an SVM, to decide on users whom neither has seen.</summary>
    /// <inheritdoc cref="Decide"/>
    public PaperModel Learn(CsrMatrix known, bool[] isFake, ulong seed, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(isFake);
        var random = new SeededRandom(seed);
        var components = Svd(known, options.Components, random.Split());
        var features = new CentredOperator(known, components.ColumnMeans).Multiply(components.Right);
        int[] training = Sampled([.. Enumerable.Range(0, known.Rows)], isFake, random);
        var svm = new SvmTrainer(options.Svm).Train(features.SelectRows(training), Array.ConvertAll(training, u => isFake[u]), cancel);
        return new PaperModel(components, svm);
    }

    /// <summary>The leading principal components of profiles: z = (x − μ) V, centred on the mean of those that they are learnt from.</summary>
    /// <param name="learntFrom">Users × items.</param>
    /// <param name="profiles">Users × items.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Draws the sketch.</param>
    /// <returns>Users of <paramref name="profiles"/> × <paramref name="count"/>.</returns>
    public static DenseMatrix Components(CsrMatrix learntFrom, CsrMatrix profiles, int count, SeededRandom random)
    {
        var svd = Svd(learntFrom, count, random);
        return new CentredOperator(profiles, svd.ColumnMeans).Multiply(svd.Right);
    }

    private static TruncatedSvd Svd(CsrMatrix learntFrom, int count, SeededRandom random) =>
        RandomizedSvd.Compute(learntFrom, new RandomizedSvdOptions { Rank = count, Centred = true }, random);

    private DenseMatrix Components(CsrMatrix learntFrom, CsrMatrix profiles, SeededRandom random) =>
        Components(learntFrom, profiles, options.Components, random);

    // As many genuine users as fakes, where that is asked for
    private int[] Sampled(int[] rows, bool[] isFake, SeededRandom random)
    {
        if (!options.DownSampled)
            return rows;
        int[] fakes = Array.FindAll(rows, u => isFake[u]);
        int[] genuine = Array.FindAll(rows, u => !isFake[u]);
        random.Shuffle<int>(genuine);
        return [.. fakes, .. genuine.Take(fakes.Length)];
    }
}

/// <summary>What <see cref="PaperDetector"/> has learnt.</summary>
/// <param name="components">Principal components, centred on the mean of those they were learnt from.</param>
/// <param name="svm">Decides by them.</param>
public sealed class PaperModel(TruncatedSvd components, SvmModel svm)
{
    /// <summary>Decisions on users.</summary>
    /// <param name="profiles">Users × the items that were learnt from.</param>
    /// <returns>Of each; above 0 is fake.</returns>
    public double[] Decide(CsrMatrix profiles)
    {
        var features = new CentredOperator(profiles, components.ColumnMeans).Multiply(components.Right);
        return [.. Enumerable.Range(0, profiles.Rows).Select(u => svm.Decide(features.Row(u)))];
    }
}

/// <summary>Parameters of <see cref="PaperDetector"/>.</summary>
public sealed record PaperDetectorOptions
{
    /// <summary>Principal components.</summary>
    /// <value>20, as in table I.</value>
    public int Components { get; init; } = 20;

    /// <summary>Whether components are those of all users, those to be decided on among them, as the paper seems to have it; else of the other nine folds.</summary>
    /// <value>true.</value>
    public bool ComponentsOfAll { get; init; } = true;

    /// <summary>Whether as many genuine users as fakes are learnt from.</summary>
    /// <value>false.</value>
    public bool DownSampled { get; init; }

    /// <summary>The SVM.</summary>
    /// <value>Polynomial of degree 2, C = 1, γ = 1 / (components · variance), coef0 = 0, no weights: the defaults of scikit-learn.</value>
    public SvmOptions Svm { get; init; } = new() { Coef0 = 0, Balanced = false };
}
