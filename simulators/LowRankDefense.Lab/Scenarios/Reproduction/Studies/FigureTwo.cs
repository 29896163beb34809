using System.Globalization;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Figure 2: recall of SVMs with each kernel against the number of principal components.</summary>
internal sealed class FigureTwo
{
    private static readonly (string Name, (SvmKernel, int) Kernel)[] Kernels =
    [
        ("linear", (SvmKernel.Linear, 1)),
        ("polynomial, degree 2", (SvmKernel.Polynomial, 2)),
        ("polynomial, degree 3", (SvmKernel.Polynomial, 3)),
        ("RBF", (SvmKernel.Rbf, 1)),
        ("sigmoid", (SvmKernel.Sigmoid, 1)),
    ];

    private readonly StudySettings settings;
    private readonly DetectorSteps detectors;

    private FigureTwo(StudySettings settings) => (this.settings, detectors) = (settings, new DetectorSteps(settings, new AttackSteps(settings)));

    private Step<SvmRecall>[][] Imbalanced => Curves(downSampled: false);

    private Step<SvmRecall>[][] DownSampled => Curves(downSampled: true);

    // Components that those to be decided on have no part in
    private Step<SvmRecall>[] OfTheOtherFolds =>
        [.. settings.Components.Select(c => detectors.Svm(Kernels[1].Kernel, c, downSampled: false, ofAll: false))];

    private double[] Components => [.. settings.Components.Select(c => (double)c)];

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var figure = new FigureTwo(settings);
        return new Study(
            "fig2",
            [.. figure.Imbalanced.SelectMany(s => s), .. figure.DownSampled.SelectMany(s => s), .. figure.OfTheOtherFolds],
            figure.Report
        );
    }

    private StudyResult Report(StepCache cache) =>
        new(
            "fig2",
            "Figure 2: recall of SVMs against the number of principal components",
            [
                "Stratified 10-fold cross-validation on labels, C = 1, γ = 1 / (components · variance), coef0 = 0, no weights; fakes of one attack are in training and test alike, as in the paper, which flatters every classifier.",
                "The paper has the best recall, about 0.85, with the polynomial of degree 2 and 20 components.",
            ],
            [
                Table($"Imbalanced: {settings.Fakes} fakes among all users", Imbalanced, cache),
                Table("Down-sampled: as many genuine users as fakes", DownSampled, cache),
                Table("Imbalanced, components of the other nine folds", [OfTheOtherFolds], cache, Kernels[1].Name),
            ],
            [
                Plot(
                    "imbalanced",
                    Imbalanced,
                    [new PlotSeries("degree 2, components of the other folds", Components, Recalls(OfTheOtherFolds, cache))],
                    cache
                ),
                Plot("down-sampled", DownSampled, [], cache),
            ]
        );

    private StudyPlot Plot(string name, Step<SvmRecall>[][] curves, PlotSeries[] more, StepCache cache) =>
        new(
            $"Recall, {name}",
            "principal components",
            "recall of the fakes",
            [.. curves.Select((c, k) => new PlotSeries(Kernels[k].Name, Components, Recalls(c, cache))), .. more],
            AreLines: true,
            "Share of the fakes that an SVM calls fake which has not seen them."
        );

    private StudyTable Table(string title, Step<SvmRecall>[][] curves, StepCache cache, params string[] names) =>
        new(
            title,
            [.. settings.Components.Select(c => $"recall, {c} components")],
            [.. curves.Select((own, k) => Row(names.Length == 0 ? Kernels[k].Name : names[k], [.. own.Select(s => s.In(cache))]))]
        );

    private static StudyRow Row(string name, SvmRecall[] found) =>
        new(
            name,
            [.. found.Select(f => f.Recall is { } recall ? new Reproduced([recall]) : null)],
            $"false positives {string.Join(", ", found.Select(f => f.FalsePositives?.ToString(CultureInfo.InvariantCulture) ?? "–"))}"
        );

    private Step<SvmRecall>[][] Curves(bool downSampled) =>
        [.. Kernels.Select(k => settings.Components.Select(c => detectors.Svm(k.Kernel, c, downSampled, ofAll: true)).ToArray())];

    private static double[] Recalls(Step<SvmRecall>[] steps, StepCache cache) => Array.ConvertAll(steps, s => s.In(cache).Recall ?? double.NaN);
}
