using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;

/// <summary>The fakes of the two attacks, as steps that studies share.</summary>
/// <param name="settings">What they are learned with.</param>
internal sealed class AttackSteps(StudySettings settings)
{
    /// <summary>Targets on Gowalla: those of the authors on their data, else five of the head, drawn.</summary>
    public int[] TargetsOnGowalla { get; } = TargetGroups.Resolve([], settings.Gowalla.Ratings, TargetGroups.Head, new SeededRandom(settings.Seed));

    /// <summary>Targets on MovieLens: five of the head, drawn; the paper does not name its own.</summary>
    public int[] TargetsOnMovieLens { get; } =
        TargetGroups.Resolve([], settings.MovieLens.Ratings, TargetGroups.Head, new SeededRandom(settings.Seed));

    /// <summary>Group of those targets.</summary>
    public string Group => TargetGroups.Head;

    /// <summary>Attack I on Gowalla.</summary>
    public Step<FakesResult> OnGowalla => RecSys20(settings.Gowalla, settings.Fakes, TargetsOnGowalla);

    /// <summary>Attack I on Gowalla, after other targets.</summary>
    /// <param name="group">Name of a group of targets.</param>
    public Step<FakesResult> OnGowallaAfter(string group) =>
        group == Group ? OnGowalla : RecSys20(settings.Gowalla, settings.Fakes, TargetsAfter(group));

    /// <summary>Targets on Gowalla of a group.</summary>
    /// <param name="group">Name of a group of targets.</param>
    public int[] TargetsAfter(string group) =>
        group == Group ? TargetsOnGowalla : TargetGroups.Resolve([group], settings.Gowalla.Ratings, group, new SeededRandom(settings.Seed));

    /// <summary>Attack I on MovieLens, half of table III.</summary>
    public Step<FakesResult> RecSys20OnMovieLens => RecSys20(settings.MovieLens, settings.FakesOfEach, TargetsOnMovieLens);

    /// <summary>Attack II on MovieLens, moved for WRMF, the other half of table III.</summary>
    public Step<FakesResult> RecSys19OnMovieLens => RecSys19(settings.FakesOfEach, settings.RecSys19 with { Surrogate = SurrogateKind.Wrmf });

    /// <summary>Attack II on MovieLens, moved for PMF, that of figures 3 to 6.</summary>
    public Step<FakesResult> OfFigures => RecSys19(settings.FakesOfFigures, settings.RecSys19 with { Surrogate = SurrogateKind.Pmf });

    private Step<FakesResult> RecSys20(StudyData data, int count, int[] targets)
    {
        var options = settings.RecSys20 with { Wrmf = settings.Wrmf };
        Step<FakesResult>? self = null;
        self = new Step<FakesResult>(
            "recsys20",
            $"{count} fakes of RecSys20 on {data.Name}",
            new
            {
                data.Hash,
                count,
                targets,
                settings.Seed,
                options,
            },
            [],
            (cache, stop) =>
                FakesResult.Of(
                    new RecSys20Attack(options)
                        .Learn(data.Clicks.Train, count, targets, settings.Seed, cache.CheckpointOf(self!.Key), progress: null, stop)
                        .Profiles
                )
        );
        return self;
    }

    private Step<FakesResult> RecSys19(int count, RecSys19Options options)
    {
        var data = settings.MovieLens;
        return new Step<FakesResult>(
            "recsys19",
            $"{count} fakes of RecSys19 on {data.Name}",
            new
            {
                data.Hash,
                count,
                TargetsOnMovieLens,
                settings.Seed,
                options,
            },
            [],
            (_, stop) =>
            {
                var attack = new RecSys19Attack(options);
                var profiles = attack.LearnProfiles(data.Ratings.Train, settings.Seed, progress: null, stop);
                return FakesResult.Of(
                    attack.Learn(profiles, data.Ratings.Train, count, TargetsOnMovieLens, settings.Seed, progress: null, stop).Profiles
                );
            }
        );
    }
}
