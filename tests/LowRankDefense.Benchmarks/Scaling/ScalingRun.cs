using System.Diagnostics;
using System.Globalization;
using System.Text;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using ScottPlot;

namespace LowRankDefense.Benchmarks.Scaling;

/// <summary>Times what is claimed to be linear in the interactions, from 10⁵ to 10⁷ of them.</summary>
internal sealed class ScalingRun
{
    private const int Rank = 64;
    private const int Repeats = 3;
    private static readonly int[] Sizes = [100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

    private static readonly (string Name, Action<CsrMatrix> Run)[] Computations =
    [
        ("WRMF(SGD), an epoch in 7 batches", x => Epoch(x, batch: (x.Rows + 6) / 7)),
        ("WRMF(SGD), an epoch in batches of 2,048", x => Epoch(x, batch: 2048)),
        (
            "iALS (CG), an iteration",
            x =>
                new IalsTrainer(
                    new IalsOptions
                    {
                        Rank = Rank,
                        Iterations = 1,
                        LargestCholeskyRank = 1,
                    }
                ).Train(x, new SeededRandom(1))
        ),
        ("PCA(20)", x => RandomizedSvd.Compute(x, new RandomizedSvdOptions { Rank = 20, Centred = true }, new SeededRandom(1))),
        ("slabs [300,80], projectors", x => SlabProjector.ComputeAll(x, Patches(PatchShape.Slab), new SeededRandom(1))),
        ("transpose", x => x.Transpose()),
    ];

    // What grows with the data is told apart: the interactions, or the factors that each of them touches.
    private const int Few = 3_000_000;
    private const int Many = 10_000_000;

    private const string Remarks =
        "The last column has 10⁷ interactions among the users and items of 3·10⁶: the factors are as large as one step before. "
        + "An epoch of WRMF(SGD) moves every item, and every user's momentum, once per batch: with batches of a fixed size their number grows with the users and the "
        + "cost as (users + items) · rank · batches. With as many batches as the 7 of `gowalla/` it is linear; iALS, which the worker uses, has no batches.";

    private readonly List<double> denser = [];
    private readonly ScalingSeries[] series = [.. Computations.Select(c => new ScalingSeries(c.Name))];

    /// <summary>Times every computation at every size; the least of three runs counts.</summary>
    public void Run()
    {
        Warm();
        foreach (var size in Sizes)
        {
            var data = SyntheticData.Interactions(size, seed: 1);
            for (var c = 0; c < Computations.Length; c++)
            {
                var seconds = Enumerable.Range(0, Repeats).Min(_ => Time(() => Computations[c].Run(data)));
                series[c].NonZeros.Add(data.NonZeros);
                series[c].Seconds.Add(seconds);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data.NonZeros:N0}: {series[c].Name} {seconds:0.000} s"));
            }
        }
    }

    /// <summary>
    /// Seconds of 10⁷ interactions among the users and items of 3·10⁶, beside those of 10⁷ among as many more: where the time grows by no more than the
    /// interactions if the factors do not grow, it is the factors that leave the cache, and nothing that is done more often.
    /// </summary>
    public void RunDenser()
    {
        var users = Few / 50;
        var data = SyntheticData.Interactions(users, users / 2, Many / users, seed: 1);
        for (var c = 0; c < Computations.Length; c++)
        {
            denser.Add(Enumerable.Range(0, Repeats).Min(_ => Time(() => Computations[c].Run(data))) * Many / data.NonZeros);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"denser: {series[c].Name} {denser[^1]:0.000} s"));
        }
    }

    public string ToMarkdown()
    {
        string[] head =
        [
            .. Sizes.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)),
            "exponent",
            "of the last step",
            "of the same step, factors as before",
        ];
        var text = new StringBuilder();
        text.AppendLine("# Seconds over interactions").AppendLine().AppendLine("![Seconds over interactions](scaling.png)").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| seconds at | {string.Join(" | ", head)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---|", head.Length))}");
        foreach (var (row, dense) in series.Zip(denser))
        {
            var seconds = row.Seconds.Select(s => s.ToString("0.0000", CultureInfo.InvariantCulture));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {string.Join(" | ", seconds)} | {row.Exponent:0.00} | {Step(row, row.Seconds[^1]):0.00} | {Step(row, dense):0.00} |"
            );
        }

        text.AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"Synthetic interactions, 50 a user, items by a power law, half as many items as users; rank {Rank}; the least of {Repeats} runs. {Remarks}"
            );
        return text.ToString();
    }

    // b of seconds = a · interactions^b from the last size but one on.
    private static double Step(ScalingSeries row, double seconds) => Math.Log(seconds / row.Seconds[^2]) / Math.Log((double)Many / Few);

    public void Plot(string file)
    {
        using var plot = new Plot();
        foreach (var row in series)
        {
            var line = plot.Add.Scatter(row.NonZeros.Select(v => Math.Log10(v)).ToArray(), row.Seconds.Select(v => Math.Log10(v)).ToArray());
            line.LegendText = string.Create(CultureInfo.InvariantCulture, $"{row.Name}: exponent {row.Exponent:0.00}");
        }

        plot.Axes.Bottom.TickGenerator = Decades();
        plot.Axes.Left.TickGenerator = Decades();
        plot.Title("Seconds over interactions");
        plot.XLabel("interactions");
        plot.YLabel("seconds");
        plot.ShowLegend(Alignment.UpperLeft);
        plot.SavePng(file, 900, 600);
    }

    private static LocalReconstructionOptions Patches(PatchShape shape) =>
        new()
        {
            Shape = shape,
            Patch = 300,
            Rank = 80,
        };

    private static void Epoch(CsrMatrix x, int batch) =>
        new WrmfTrainer(
            new WrmfOptions
            {
                Rank = Rank,
                Epochs = 1,
                BatchSize = batch,
            }
        ).Train(x, new SeededRandom(1));

    private static ScottPlot.TickGenerators.NumericManual Decades() =>
        new([.. Enumerable.Range(-5, 14).Select(d => new Tick(d, Math.Pow(10, d).ToString("0.#####", CultureInfo.InvariantCulture)))]);

    private static void Warm()
    {
        var small = SyntheticData.Interactions(50_000, seed: 2);
        for (var repeat = 0; repeat < 10; repeat++)
        {
            foreach (var (_, run) in Computations)
                run(small);
        }
    }

    private static double Time(Action run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalSeconds;
    }
}
