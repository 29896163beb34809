using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Figure 1: genuine and fake users in the plane of the first two principal components.</summary>
internal static class FigureOne
{
    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var attacks = new AttackSteps(settings);
        var points = new Step<PlanePoints>(
            "plane",
            "principal components of genuine and fake users",
            new { settings.Gowalla.Hash, settings.Seed },
            [attacks.OnGowalla],
            (cache, _) =>
            {
                var profiles = settings.Gowalla.Clicks.Train.StackAbove(attacks.OnGowalla.In(cache).ToMatrix());
                var components = PaperDetector.Components(profiles, profiles, 2, new SeededRandom(settings.Seed));
                int[] rows = [.. Enumerable.Range(0, profiles.Rows)];
                return new PlanePoints(Array.ConvertAll(rows, r => components[r, 0]), Array.ConvertAll(rows, r => components[r, 1]));
            }
        );
        return new Study(
            "fig1",
            [points],
            cache =>
            {
                var (plane, genuine) = (points.In(cache), settings.Gowalla.Clicks.Train.Rows);
                return new StudyResult(
                    "fig1",
                    "Figure 1: genuine and fake users in two principal components",
                    ["Profiles of clicks, centred; components of all of them together."],
                    [],
                    [
                        new StudyPlot(
                            $"{settings.Gowalla.Name} and {settings.Fakes} fakes of RecSys20",
                            "first component",
                            "second component",
                            [Series("genuine", plane, 0, genuine), Series("fake", plane, genuine, plane.X.Length)],
                            AreLines: false,
                            "Each point is a user."
                        ),
                    ]
                );
            }
        );
    }

    private static PlotSeries Series(string name, PlanePoints plane, int from, int to) =>
        new(name, [.. plane.X[from..to].Select(x => (double)x)], [.. plane.Y[from..to].Select(y => (double)y)]);
}

/// <summary>Points of a plane.</summary>
/// <param name="X">Abscissas.</param>
/// <param name="Y">Ordinates.</param>
internal sealed record PlanePoints(float[] X, float[] Y);
