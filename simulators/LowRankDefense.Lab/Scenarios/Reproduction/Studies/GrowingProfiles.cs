using System.Globalization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>How soon fakes are found: by the first clicks of their profiles.</summary>
/// <param name="settings">What it is made with.</param>
/// <param name="attacks">The fakes.</param>
internal sealed class GrowingProfiles(StudySettings settings, AttackSteps attacks)
{
    private const string Title = "Found by the first clicks of a profile";
    private readonly PrefixSteps prefixes = new(settings, attacks);

    /// <summary>What has to be computed.</summary>
    public IEnumerable<IStep> Steps => [prefixes.Paper, prefixes.House];

    /// <summary>A row for each number of clicks.</summary>
    /// <param name="cache">Has the results.</param>
    public StudyTable Table(StepCache cache)
    {
        var (paper, house) = (prefixes.Paper.In(cache), prefixes.House.In(cache));
        return new StudyTable(
            Title,
            ["polynomial SVM, fakes", "polynomial SVM, genuine users", "label-free detectors, fakes", "label-free detectors, genuine users"],
            [
                .. prefixes.Lengths.Select(
                    (length, at) =>
                        new StudyRow(
                            length == int.MaxValue ? "all clicks" : string.Create(CultureInfo.InvariantCulture, $"first {length} clicks"),
                            [
                                new Reproduced([paper.Fakes[at]]),
                                new Reproduced([paper.Genuine[at]]),
                                IsJudged(length) ? new Reproduced([house.Fakes[at]]) : null,
                                IsJudged(length) ? new Reproduced([house.Genuine[at]]) : null,
                            ]
                        )
                ),
            ]
        );
    }

    /// <summary>The same as curves.</summary>
    /// <param name="cache">Has the results.</param>
    public StudyPlot Plot(StepCache cache)
    {
        double[] clicks = [.. settings.Prefixes.Select(n => (double)n)];
        var (paper, house) = (prefixes.Paper.In(cache), prefixes.House.In(cache));
        return new StudyPlot(
            Title,
            "clicks",
            "share found",
            [
                Curve("polynomial SVM, fakes", paper.Fakes),
                Curve("label-free detectors, fakes", Judged(house.Fakes)),
                Curve("polynomial SVM, genuine users", paper.Genuine),
                Curve("label-free detectors, genuine users", Judged(house.Genuine)),
            ],
            AreLines: true,
            "Clicks in an order that is drawn; who was found once stays found."
        );

        double[] Judged(double[] shares) => [.. prefixes.Lengths.Select((length, at) => IsJudged(length) ? shares[at] : double.NaN)];
        PlotSeries Curve(string name, double[] shares) => new(name, clicks, shares[..clicks.Length]);
    }

    // By fewer clicks they judge nobody.
    private static bool IsJudged(int length) => length >= new VerdictOptions().MinimumEvents;
}
