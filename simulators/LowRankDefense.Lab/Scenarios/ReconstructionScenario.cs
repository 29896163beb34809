using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Reconstructs a data set in several ways and, on request, trains WRMF(SGD) on each.</summary>
internal sealed class ReconstructionScenario
{
    private const int K = 50;

    /// <summary>Where progress is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>The data set, every value 1.</summary>
    public required IndexedDataSet Data { get; init; }

    /// <summary>Profiles added under those of the data set (fakes × items), or null.</summary>
    public required CsrMatrix? Fakes { get; init; }

    /// <summary>The ways to reconstruct; they differ.</summary>
    public required IReadOnlyList<ReconstructionSetting> Settings { get; init; }

    /// <summary>New cells kept, as a share of the observed ones, 0 to 1.</summary>
    public required double Density { get; init; }

    /// <summary>Whether users and items are dealt to patches at random.</summary>
    public required bool Shuffled { get; init; }

    /// <summary>Whether a recommender is trained on each reconstruction.</summary>
    public required bool Evaluate { get; init; }

    /// <summary>Columns of the attacked items; may be empty.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Seed of patches, sketches and training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>One row per setting, after one for the data as it is where recommenders are trained.</summary>
    /// <param name="output">File for the last reconstruction, or null.</param>
    /// <param name="stop">Stops within a reconstruction or a training.</param>
    public IReadOnlyList<ReconstructionRow> Run(FileInfo? output, CancellationToken stop)
    {
        var observed = Fakes is null ? Data.Train : Data.Train.StackAbove(Fakes);
        var rows = new List<ReconstructionRow>();
        if (Evaluate)
            rows.Add(Row(setting: null, observed, observed, seconds: 0, stop));
        foreach (var setting in Settings)
        {
            var options = new LocalReconstructionOptions
            {
                Shape = setting.Shape,
                Patch = Math.Max(1, setting.Patch),
                Rank = setting.Rank,
                Density = Density,
                Shuffled = Shuffled,
            };
            var watch = Stopwatch.StartNew();
            var reconstructed = Console.Training(
                $"reconstruct {setting}",
                _ => LocalReconstruction.Reconstruct(observed, options, new SeededRandom(Seed), stop)
            );
            rows.Add(Row(setting, observed, reconstructed, watch.Elapsed.TotalSeconds, stop));
            if (output is not null && setting == Settings[^1])
                Write(reconstructed, output);
        }

        return rows;
    }

    private ReconstructionRow Row(ReconstructionSetting? setting, CsrMatrix observed, CsrMatrix target, double seconds, CancellationToken stop)
    {
        var peak = Memory.PeakMegabytes();
        return new ReconstructionRow(
            setting?.ToString() ?? "none",
            seconds,
            peak,
            target.NonZeros - observed.NonZeros,
            EnergyKept(observed, target),
            Evaluate ? Quality(setting, observed, target, stop) : new Dictionary<string, double>(StringComparer.Ordinal),
            Evaluate && PublishedData.Is(observed) ? PublishedReconstruction.Of(setting) : null
        );
    }

    private Dictionary<string, double> Quality(ReconstructionSetting? setting, CsrMatrix observed, CsrMatrix target, CancellationToken stop)
    {
        var trainer = new WrmfTrainer(new WrmfOptions());
        var model = Console.Training(
            $"WRMF(SGD) on {setting?.ToString() ?? "the data as it is"}",
            progress =>
                trainer.Train(WeightedInteractions.Reconstructed(target, observed, trainer.Confidence), new SeededRandom(Seed), progress, stop)
        );
        var lists = TopN.Compute(model, observed, K, stop);
        return RankingMetrics.Evaluate(lists, Data.TestFor(observed), K, Targets).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
    }

    private static double EnergyKept(CsrMatrix observed, CsrMatrix target)
    {
        var (kept, all) = (0.0, 0.0);
        for (var r = 0; r < observed.Rows; r++)
        {
            var columns = target.ColumnsOf(r);
            for (var e = 0; e < observed.CountOf(r); e++)
            {
                var value = target.ValuesOf(r)[columns.BinarySearch(observed.ColumnsOf(r)[e])];
                kept += (double)value * value;
                all += (double)observed.ValuesOf(r)[e] * observed.ValuesOf(r)[e];
            }
        }

        return all > 0 ? kept / all : 1;
    }

    private void Write(CsrMatrix matrix, FileInfo file)
    {
        using var writer = file.CreateText();
        writer.WriteLine("user,item,value");
        for (var r = 0; r < matrix.Rows; r++)
        for (var e = 0; e < matrix.CountOf(r); e++)
        {
            var user = r < Data.Users.Count ? Data.Users[r] : string.Create(CultureInfo.InvariantCulture, $"fake-{r - Data.Users.Count}");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{user},{Data.Items[matrix.ColumnsOf(r)[e]]},{matrix.ValuesOf(r)[e]}"));
        }
    }
}
