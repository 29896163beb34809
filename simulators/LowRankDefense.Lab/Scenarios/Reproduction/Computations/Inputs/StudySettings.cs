using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;

/// <summary>What all studies are made with.</summary>
internal sealed record StudySettings
{
    /// <summary>The data of tables I and II, and of figures 1 and 2.</summary>
    public required StudyData Gowalla { get; init; }

    /// <summary>The data of table III, and of figures 3 to 6.</summary>
    public required StudyData MovieLens { get; init; }

    /// <summary>Seeds of every victim besides that of the attack.</summary>
    public required int Seeds { get; init; }

    /// <summary>Seed of the attacks; those of the victims are behind it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Victim and surrogate of tables I and II.</summary>
    public WrmfOptions Wrmf { get; init; } = new();

    /// <summary>Attack I.</summary>
    public RecSys20Options RecSys20 { get; init; } = new();

    /// <summary>Attack II.</summary>
    public RecSys19Options RecSys19 { get; init; } = new();

    /// <summary>Fakes of attack I: a hundredth of the users of Gowalla.</summary>
    public int Fakes { get; init; } = 131;

    /// <summary>Fakes of each attack of table III.</summary>
    public int FakesOfEach { get; init; } = 125;

    /// <summary>Fakes of figures 3 to 6, of attack II.</summary>
    public int FakesOfFigures { get; init; } = 50;

    /// <summary>Places of a list on Gowalla.</summary>
    public int Shown { get; init; } = 50;

    /// <summary>Principal components of figure 2.</summary>
    public IReadOnlyList<int> Components { get; init; } = [5, 10, 20, 40, 80];

    /// <summary>Reconstructions of table II: the settings of the paper as squares, two of them as slabs, too, and the whole matrix.</summary>
    public IReadOnlyList<string> Reconstructions { get; init; } =
    ["square:100:90", "square:300:80", "square:150:20", "slab:100:90", "slab:300:80", "whole:3500", "whole:5000"];

    /// <summary>Those of them of which other values are learnt from, too.</summary>
    public IReadOnlyList<string> ReconstructionsOfOtherValues { get; init; } = ["square:300:80", "square:150:20", "slab:100:90"];

    /// <summary>Reconstructions of table III.</summary>
    public IReadOnlyList<string> ReconstructionsOfMovieLens { get; init; } = ["square:200:50", "slab:200:50"];

    /// <summary>Ranks of the reconstructions of figures 3 to 5.</summary>
    public IReadOnlyList<int> SvdRanks { get; init; } = [10, 20, 30, 40, 60, 80, 100, 120, 140, 160, 180, 200];

    /// <summary>Ranks of PMF in figure 4.</summary>
    public IReadOnlyList<int> PmfRanks { get; init; } = [5, 10, 20, 40];

    /// <summary>Ranks of the reconstructions of figure 6.</summary>
    public IReadOnlyList<int> RanksOfNewValues { get; init; } = [50, 150];

    /// <summary>Groups of targets besides the head that attack I is after, to leave one out.</summary>
    public IReadOnlyList<string> FurtherTargets { get; init; } = ["upper-torso", "tail"];

    /// <summary>Numbers of clicks behind which detectors are asked who is fake.</summary>
    public IReadOnlyList<int> Prefixes { get; init; } = [5, 10, 20, 40, 80];

    /// <summary>Profiles that each fake of an adaptive attacker asks about.</summary>
    public int Queries { get; init; } = AdaptiveEvasion.UsualQueries;

    /// <summary>Whether these are the data of the paper, so that its figures may stand beside these.</summary>
    public bool IsOfPaper { get; init; } = true;

    /// <summary>Seeds of the victims: behind those that fresh surrogates would have.</summary>
    public IReadOnlyList<ulong> VictimSeeds => [.. Enumerable.Range(0, Seeds).Select(s => Seed + 1_000 + (ulong)s)];
}
