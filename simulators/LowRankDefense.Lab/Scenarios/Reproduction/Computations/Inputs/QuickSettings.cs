using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Attacks.RecSys20;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;

/// <summary>Settings by which every study runs in seconds, to see whether it does.</summary>
internal static class QuickSettings
{
    private static readonly WrmfOptions Wrmf = new()
    {
        Rank = 16,
        Epochs = 10,
        BatchSize = 64,
    };

    /// <summary>One small population in the place of both data sets, and everything else small, too.</summary>
    /// <param name="seeds">Seeds of every victim; two at most.</param>
    /// <param name="seed">Seed of the population and of the attacks.</param>
    public static StudySettings Of(int seeds, ulong seed)
    {
        var data = Population(seed);
        return new StudySettings
        {
            Gowalla = data,
            MovieLens = data,
            Seeds = Math.Min(seeds, 2),
            Seed = seed,
            Wrmf = Wrmf,
            RecSys20 = new RecSys20Options
            {
                Epochs = 2,
                TracedEpochs = 2,
                Wrmf = Wrmf,
            },
            RecSys19 = new RecSys19Options
            {
                Steps = 2,
                Fillers = 10,
                Gan = new GanOptions { Epochs = 1, Width = 0.05 },
            },
            Fakes = 20,
            FakesOfEach = 20,
            FakesOfFigures = 20,
            Shown = 20,
            Components = [2, 5],
            Reconstructions = ["square:50:10", "slab:50:10", "square:20:20", "whole:20"],
            ReconstructionsOfOtherValues = ["square:50:10"],
            ReconstructionsOfMovieLens = ["square:50:10"],
            SvdRanks = [5, 10],
            PmfRanks = [4, 8],
            RanksOfNewValues = [5],
            FurtherTargets = ["tail"],
            Prefixes = [5, 10],
            Queries = 10,
            IsOfPaper = false,
        };
    }

    private static StudyData Population(ulong seed)
    {
        var options = new PopulationOptions
        {
            Users = 300,
            Items = 200,
            MeanInteractions = 20,
        };
        var random = new SeededRandom(seed);
        // Of one to five: PMF learns nothing from values that are all alike.
        Rating[] ratings = [.. SyntheticPopulation.Draw(options, random).Ratings.Select(r => r with { Value = 1 + random.NextInt(5) })];
        return new StudyData(new DataSet("a population", [.. ratings.Where((_, i) => i % 5 != 0)], [.. ratings.Where((_, i) => i % 5 == 0)]));
    }
}
