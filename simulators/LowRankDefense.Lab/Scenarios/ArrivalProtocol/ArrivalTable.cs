using System.Globalization;
using System.Text;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.ArrivalProtocol;

/// <summary>What is found of several attacks, of several sizes, that arrive in every pattern; as <c>evaluate detector --protocol arrivals</c> measures each.</summary>
internal sealed class ArrivalTable
{
    private const double History = 0.5;
    private readonly List<Row> rows = [];
    private readonly IndexedDataSet data;
    private readonly DataSet whole;

    /// <summary>A table with nothing measured.</summary>
    /// <param name="set">The data set.</param>
    public ArrivalTable(DataSet set)
    {
        whole = set.Whole();
        data = IndexedDataSet.Of(whole);
    }

    /// <summary>Attacks, one column each.</summary>
    public required IReadOnlyList<string> Attacks { get; init; }

    /// <summary>Numbers of fakes.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Targets of each attack.</summary>
    public required int DrawnTargets { get; init; }

    /// <summary>Targets that each fake has; 0 for all.</summary>
    public required int TargetsEach { get; init; }

    /// <summary>Seed of the order of the users, of targets, attacks and arrivals.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many cells there are.</summary>
    public int Cells => Counts.Count * Enum.GetValues<ArrivalPattern>().Length * Attacks.Count;

    /// <summary>Cells with a recall of at least 0.95.</summary>
    public int Found => rows.Sum(r => r.Cells.Count(c => c.Recall >= 0.95));

    /// <summary>Largest share of the genuine users that is held in a cell.</summary>
    public double WorstFpr => rows.SelectMany(r => r.Cells).Max(c => c.Fpr);

    /// <summary>Measures every cell.</summary>
    /// <param name="measured">Told how many were measured.</param>
    /// <param name="stop">Gives up.</param>
    public void Run(Action<long> measured, CancellationToken stop)
    {
        var done = 0;
        foreach (var count in Counts)
        {
            foreach (var pattern in Enum.GetValues<ArrivalPattern>())
            {
                var cells = new List<Cell>();
                foreach (var attack in Attacks)
                {
                    cells.Add(Measure(attack, count, pattern, stop));
                    measured(++done);
                }

                rows.Add(new Row(count, pattern, cells));
            }
        }
    }

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Fakes that arrive among the users of {whole.Name}\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"Recall and, where there are any, genuine users held; {data.Users.Count} genuine users, seed {Seed}.\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"| fakes | arrival | {string.Join(" | ", Attacks)} |\n|---:|---|{string.Concat(Attacks.Select(_ => "---:|"))}\n"
        );
        foreach (var row in rows)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Count} | {row.Pattern.ToString().ToLowerInvariant()} | {string.Join(" | ", row.Cells)} |\n"
            );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nTargets drawn at random: {DrawnTargets}, of which each fake has {(TargetsEach == 0 ? "all" : TargetsEach)}; the first half of the users as history; no labels, and the attack not among those that detectors are trained on: `lowrank evaluate arrivals --counts {string.Join(' ', Counts)} --target-count {DrawnTargets} --targets-each {TargetsEach}`.\n"
        );
        return text.ToString();
    }

    private Cell Measure(string attack, int count, ArrivalPattern pattern, CancellationToken stop)
    {
        var random = new SeededRandom(Seed);
        var targets = TargetItems.Resolve(null, data, random, DrawnTargets);
        var genuine = data.Train.SelectRows(UserArrivals.Order(whole, data, order: null, random));
        var fakes = AttackCatalog
            .ByName(attack)
            .Generate(
                data.Train,
                new AttackOptions
                {
                    Count = count,
                    Targets = targets,
                    TargetsEach = TargetsEach,
                },
                random
            );
        return Measure(attack, genuine, fakes, targets, pattern, stop);
    }

    private Cell Measure(string attack, CsrMatrix genuine, CsrMatrix fakes, int[] targets, ArrivalPattern pattern, CancellationToken stop)
    {
        var figures = new ArrivalScenario
        {
            Genuine = genuine,
            Fakes = fakes,
            LeftOut = [attack],
            Items = data.Items.Ids,
            Targets = targets,
            History = History,
            Pattern = pattern,
            Seed = Seed,
        }
            .Run(_ => { }, stop)
            .ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        return new Cell((double)figures["recall"]!, (int)figures["false_positives"]!, (double)figures["fpr"]!);
    }

    private sealed record Row(int Count, ArrivalPattern Pattern, IReadOnlyList<Cell> Cells);

    private sealed record Cell(double Recall, int FalsePositives, double Fpr)
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            var recall = Recall.ToString("0.00", CultureInfo.InvariantCulture);
            return FalsePositives == 0 ? recall : string.Create(CultureInfo.InvariantCulture, $"{recall} ({FalsePositives})");
        }
    }
}
