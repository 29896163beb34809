using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Benchmarks.Peers;

/// <summary>Runs every computation of the table, the peer's and ours in turn. Loading is outside the clock on both sides.</summary>
internal sealed class PeerRace
{
    private const string Wrmf = "wrmf_numpy.py";
    private const string LowRank = "lowrank_numpy.py";
    private const string PcaSvm = "pca_svm_sklearn.py";

    // What each script does, for the table.
    private const string SameModel = "NumPy over OpenBLAS, the same model";
    private const string OtherModel = "no iALS: NumPy's WRMF(SGD), 50 epochs, another model of like recall";
    private const string SameLists = "NumPy over OpenBLAS, the same lists";
    private const string SlabGram = "NumPy: Gram matrix and LAPACK's eigensolver";
    private const string DenseSvd = "NumPy: LAPACK's dense SVD";
    private const string SparsePca = "SciPy: randomized SVD, centred implicitly";
    private const string Libsvm = "scikit-learn's SVC (LIBSVM)";
    private const int Seed = 1;
    private const int K = 50;
    private const int Folds = 10;
    private static readonly (int Patch, int Rank)[] Patches = [(100, 90), (300, 80), (150, 20)];

    private static readonly (string Name, SvmKernel Kernel, int Degree)[] Kernels =
    [
        ("poly-2", SvmKernel.Polynomial, 2),
        ("poly-3", SvmKernel.Polynomial, 3),
        ("rbf", SvmKernel.Rbf, 1),
        ("linear", SvmKernel.Linear, 1),
    ];

    private readonly DirectoryInfo data;
    private readonly FileInfo fakes;
    private readonly DirectoryInfo peers;
    private readonly string python;
    private readonly IndexedDataSet gowalla;
    private readonly CsrMatrix withFakes;
    private readonly bool[] isFake;
    private readonly Dictionary<string, Comparison> table = new(StringComparer.Ordinal);
    private double ialsRecall;

    public PeerRace(DirectoryInfo data, FileInfo fakes, DirectoryInfo peers, string python)
    {
        (this.data, this.fakes, this.peers, this.python) = (data, fakes, peers, python);
        gowalla = IndexedDataSet.Of(DataSet.Load(data.FullName), binary: true);
        withFakes = gowalla.Train.StackAbove(gowalla.Index(FakesFile.Read(fakes.FullName)).Profiles);
        isFake = new bool[withFakes.Rows];
        isFake.AsSpan(gowalla.Train.Rows).Fill(true);
    }

    /// <summary>One turn of everything.</summary>
    public void Run()
    {
        Factorizations();
        Reconstructions();
        Detection();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine("# The core beside its peers")
            .AppendLine()
            .AppendLine("| what | held against | theirs, s | ours, s | theirs / ours | range | asked |")
            .AppendLine("|---|---|---|---|---|---|---|");
        foreach (var row in table.Values)
            text.AppendLine(row.ToMarkdown());
        text.AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"Medians of {table.Values.First().OurSeconds.Count} runs, peer and ours in turn. iALS: Recall@50 {ialsRecall:0.0000}."
            );
        return text.ToString();
    }

    private void Factorizations()
    {
        var (model, ials) = Time(() => new IalsTrainer(new IalsOptions()).Train(gowalla.Train, new SeededRandom(Seed)));
        ialsRecall = Recall(model);
        var (wrmfModel, wrmf) = Time(() => new WrmfTrainer(new WrmfOptions()).Train(gowalla.Train, new SeededRandom(Seed)));
        var (_, top) = Time(() => TopN.Compute(wrmfModel, gowalla.Train, K));
        var peer = Script(Wrmf, data.FullName)[0];
        Add("WRMF(SGD), 50 epochs", SameModel, 1.5, Number(peer, "train_seconds"), wrmf);
        Add("iALS (CG), rank 128, 10 iterations", OtherModel, 10, Number(peer, "train_seconds"), ials);
        Add("top-50 of all users, masked", SameLists, 2, Number(peer, "top50_seconds"), top);
    }

    private void Reconstructions()
    {
        var lines = Script(LowRank, data.FullName);
        foreach (var (patch, rank) in Patches)
        {
            var slabs = Options(PatchShape.Slab, patch, rank);
            var (_, seconds) = Time(() => SlabProjector.ComputeAll(gowalla.Train, slabs, new SeededRandom(Seed)));
            Add($"slabs [{patch},{rank}], projectors", SlabGram, patch == 150 ? null : 1, Seconds(lines, "slab", patch), seconds);
        }

        foreach (var (patch, rank) in Patches)
        {
            var squares = Options(PatchShape.Square, patch, rank);
            var (_, seconds) = Time(() => LocalReconstruction.Reconstruct(gowalla.Train, squares, new SeededRandom(Seed)));
            Add($"squares [{patch},{rank}]", DenseSvd, patch == 100 ? null : 2, Seconds(lines, "square", patch), seconds);
        }
    }

    private void Detection()
    {
        var lines = Script(PcaSvm, data.FullName, fakes.FullName);
        var (svd, pca) = Time(() =>
            RandomizedSvd.Compute(
                withFakes,
                new RandomizedSvdOptions
                {
                    Rank = 20,
                    Centred = true,
                    Oversampling = 10,
                    PowerIterations = 2,
                },
                new SeededRandom(Seed)
            )
        );
        Add("PCA(20)", SparsePca, 1, Number(lines[0], "pca_seconds"), pca);
        var scores = svd.Left.Clone();
        for (var r = 0; r < scores.Rows; r++)
        for (var k = 0; k < scores.Columns; k++)
            scores[r, k] *= svd.SingularValues[k];
        for (var k = 0; k < Kernels.Length; k++)
        {
            var (name, kernel, degree) = Kernels[k];
            var options = new SvmOptions
            {
                Kernel = kernel,
                Degree = degree,
                Coef0 = 0,
                Balanced = false,
            };
            var (_, seconds) = Time(() => CrossValidate(scores, options));
            Add($"SMO {name}, ten folds", Libsvm, name == "poly-2" ? 1 : null, Number(lines[k + 1], "seconds"), seconds);
        }
    }

    private double[] CrossValidate(DenseMatrix samples, SvmOptions options)
    {
        var folds = StratifiedFolds.Split(isFake, Folds, new SeededRandom(Seed));
        var decisions = new double[samples.Rows];
        for (var f = 0; f < folds.Count; f++)
        {
            var (training, test) = (folds.Training(f), folds.Test(f));
            var model = new SvmTrainer(options).Train(samples.SelectRows(training), Array.ConvertAll(training, r => isFake[r]));
            var held = model.Decide(samples.SelectRows(test));
            for (var i = 0; i < test.Length; i++)
                decisions[test[i]] = held[i];
        }

        return decisions;
    }

    private double Recall(FactorModel model) =>
        RankingMetrics
            .Evaluate(TopN.Compute(model, gowalla.Train, K), gowalla.Test, K, [])
            .First(m => m.Name.StartsWith("recall", StringComparison.OrdinalIgnoreCase))
            .Value;

    private static LocalReconstructionOptions Options(PatchShape shape, int patch, int rank) =>
        new()
        {
            Shape = shape,
            Patch = patch,
            Rank = rank,
            Density = 0,
            Shuffled = false,
        };

    private void Add(string name, string peer, double? atLeast, double peerSeconds, double ourSeconds)
    {
        if (!table.TryGetValue(name, out var row))
            table[name] = row = new Comparison(name, peer, atLeast);
        row.PeerSeconds.Add(peerSeconds);
        row.OurSeconds.Add(ourSeconds);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: peer {peerSeconds:0.000} s, ours {ourSeconds:0.000} s"));
    }

    private IReadOnlyList<JsonElement> Script(string name, params string[] arguments) =>
        PeerScript.Run(python, Path.Combine(peers.FullName, name), arguments);

    private static double Seconds(IReadOnlyList<JsonElement> lines, string shape, int patch) =>
        Number(lines.Single(l => l.GetProperty("shape").ValueEquals(shape) && l.GetProperty("patch").GetInt32() == patch), "seconds");

    private static double Number(JsonElement line, string name) => line.GetProperty(name).GetDouble();

    private static (T Result, double Seconds) Time<T>(Func<T> run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var result = run();
        return (result, watch.Elapsed.TotalSeconds);
    }
}
