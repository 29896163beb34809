using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios.Attacks.Comparison;

/// <summary>The attacks that there are, as the rows of a comparison: nobody, every recipe, every obfuscation of one of them, and fakes from files.</summary>
internal sealed class ComparedAttacks
{
    private readonly DataSet set;
    private readonly IndexedDataSet data;
    private readonly Lazy<GenuineStatistics> genuine;

    /// <summary>Attacks on one data set.</summary>
    /// <param name="set">The data set; the attacker knows its training interactions.</param>
    public ComparedAttacks(DataSet set)
    {
        (this.set, data) = (set, IndexedDataSet.Of(set));
        genuine = new Lazy<GenuineStatistics>(() => new GenuineStatistics(data.Train));
    }

    /// <summary>Fakes of each attack, targets and lengths; those from a file are as they are.</summary>
    public required AttackOptions Options { get; init; }

    /// <summary>The recipe that is obfuscated.</summary>
    public required string Base { get; init; }

    /// <summary>Profiles that each fake of the adaptive attack asks about.</summary>
    public required int Queries { get; init; }

    /// <summary>Classical attacks that detectors are not shown, besides the one that a row is about.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Seed of all fakes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The rows.</summary>
    /// <param name="files">Fakes files.</param>
    /// <param name="judges">Trains the detectors that the adaptive attack may ask, without those attacks; they know an item by the number of its column.</param>
    public IEnumerable<ComparedAttack> Rows(
        IEnumerable<string> files,
        Func<IReadOnlyList<string>, CancellationToken, IReadOnlyList<IDetector>> judges
    )
    {
        yield return new ComparedAttack("none", LeftOut, _ => CsrMatrix.FromEntries(0, data.Items.Count, []));
        foreach (var name in AttackCatalog.Names)
            yield return new ComparedAttack(name, [name, .. LeftOut], _ => Fakes(name));
        foreach (var name in ObfuscationCatalog.Names)
            yield return Obfuscated(name, _ => ObfuscationCatalog.ByName(name));
        yield return Obfuscated(AdaptiveEvasion.CommandName, stop => new AdaptiveEvasion(judges([Base, .. LeftOut], stop), ColumnNumbers(), Queries));
        foreach (var file in files)
            yield return new ComparedAttack(Path.GetFileNameWithoutExtension(file), LeftOut, _ => data.Index(FakesFile.Read(file, set)).Profiles);
    }

    private ComparedAttack Obfuscated(string name, Func<CancellationToken, IObfuscation> obfuscation) =>
        new($"{Base}, {name}", [Base], stop => obfuscation(stop).Apply(Fakes(Base), genuine.Value, [.. Options.Targets], new SeededRandom(Seed + 1)));

    private CsrMatrix Fakes(string name) => AttackCatalog.ByName(name).Generate(data.Train, Options, new SeededRandom(Seed));

    private string[] ColumnNumbers() => [.. Enumerable.Range(0, data.Items.Count).Select(i => $"{i}")];
}
