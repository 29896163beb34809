using System.Globalization;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>The web page of a demo.</summary>
internal static class DemoReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="file">Where to; its folder is made where it is missing.</param>
    /// <param name="result">What the demo has shown.</param>
    public static void Write(FileInfo file, DemoResult result)
    {
        var page = new HtmlPage("LowRankDefense: demo", "An attack, and what the guard leaves of it");
        Conclude(page, result);
        page.Plots(
            (
                DemoPlots.Exposures(result.Comparison),
                $"Who is shown a target among 50 recommendations: by a recommender trained on the genuine users alone, on everything (with nobody trimmed; and with the least supported users trimmed, {100 * new TrimmingOptions().Share:0} % of all at most as a worker does by default, which is what the low-rank defense does alone), on what the guard lets through, and as the worker published it. The band is where one more training on the genuine users alone is to be expected."
            ),
            (DemoPlots.ExposureOverTime(result.Timeline.Exposures), "The same while the stream ran, at every refresh."),
            (DemoPlots.Detections(result.Timeline.Detections), "Fakes that act, and those of them that are flagged."),
            (DemoPlots.Profiles(result), "Profiles by their two principal components; of the genuine users 2,000 at most.")
        );
        TellAlerts(page, result);
        TellStory(page, result);
        page.Figures(result.Figures()).Write(file);
    }

    private static void Conclude(HtmlPage page, DemoResult result)
    {
        if (result.Succeeded)
            page.Paragraph(DemoResult.Success, isGood: true);
        foreach (var shortcoming in result.Shortcomings())
            page.Paragraph(shortcoming, isGood: false);
    }

    private static void TellAlerts(HtmlPage page, DemoResult result) =>
        page.Heading("Alerts")
            .Table(
                ["second", "alert", "users", "items it names, targets marked"],
                result.Alerts.Select(a =>
                    new[]
                    {
                        Number((a.Time - result.Began.ToUnixTimeMilliseconds()) / 1000.0),
                        HtmlPage.Text(a.Kind),
                        a.Suspects.ToString(CultureInfo.InvariantCulture),
                        string.Join(", ", a.Items.Select(i => Item(i, result.Stream.TargetIds.Contains(i)))),
                    }
                )
            )
            .Paragraph($"The fakes push {string.Join(", ", result.Stream.TargetIds.Order(StringComparer.Ordinal))}.");

    private static string Item(string id, bool isTarget) => isTarget ? $"<strong class=\"ok\">{HtmlPage.Text(id)}</strong>" : HtmlPage.Text(id);

    private static void TellStory(HtmlPage page, DemoResult result) =>
        page.Heading("What the guard did")
            .Table(["second", "what"], result.Timeline.Story.Select(s => new[] { Number(s.Second), HtmlPage.Text(s.Sentence) }))
            .Paragraph("What differs from a worker out of the box:")
            .Table(
                ["setting", "value", "why"],
                result.Settings.Select(s => new[] { HtmlPage.Text(s.Key), HtmlPage.Text(s.Value), HtmlPage.Text(s.Reason) })
            );

    private static string Number(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);
}
