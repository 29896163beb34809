using System.Globalization;
using System.Net;
using System.Text;
using LowRankDefense.Lab.Output;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>The web page of a demo: one file that needs nothing else.</summary>
internal static class DemoReport
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:1340px;margin:2rem auto;padding:0 1rem;color:#222}"
        + "h1,h2{font-weight:600}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.3rem .8rem;text-align:left;vertical-align:top}"
        + ".plots{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}figcaption{max-width:640px}svg{max-width:100%;height:auto}"
        + ".ok{color:#0072B2}.no{color:#D55E00}";

    /// <summary>Writes the page.</summary>
    /// <param name="file">Where to; its folder is made where it is missing.</param>
    /// <param name="result">What the demo has shown.</param>
    public static void Write(FileInfo file, DemoResult result)
    {
        Directory.CreateDirectory(file.DirectoryName!);
        File.WriteAllText(file.FullName, Page(result));
    }

    /// <summary>The page.</summary>
    /// <param name="result">What the demo has shown.</param>
    public static string Page(DemoResult result)
    {
        var page = new StringBuilder();
        page.Append(
            $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>LowRankDefense: demo</title><style>{Style}</style></head><body>\n"
        );
        page.Append("<h1>An attack, and what the guard leaves of it</h1>\n").Append(Conclusion(result));
        page.Append("<div class=\"plots\">\n");
        Plot(
            page,
            DemoPlots.Exposures(result.Comparison),
            "Who is shown a target among 50 recommendations: by a recommender trained on the genuine users alone, on everything, on what the guard lets through, and as the worker published it. The band is where one more training on the genuine users alone is to be expected."
        );
        Plot(page, DemoPlots.ExposureOverTime(result.Timeline.Exposures), "The same while the stream ran, at every refresh.");
        Plot(page, DemoPlots.Detections(result.Timeline.Detections), "Fakes that act, and those of them that are flagged.");
        Plot(page, DemoPlots.Profiles(result), "Profiles by their two principal components; of the genuine users 2,000 at most.");
        page.Append("</div>\n");
        page.Append("<h2>Alerts</h2>\n").Append(Alerts(result));
        page.Append("<h2>What the guard did</h2>\n").Append(Story(result));
        page.Append("<h2>Figures</h2>\n").Append(Figures(result.Figures()));
        return page.Append("</body></html>\n").ToString();
    }

    private static string Conclusion(DemoResult result) =>
        result.Succeeded
            ? $"<p class=\"ok\">{Html(DemoResult.Success)}</p>\n"
            : string.Concat(result.Shortcomings().Select(s => $"<p class=\"no\">{Html(s)}</p>\n"));

    private static void Plot(StringBuilder page, string svg, string caption) =>
        // A declaration may stand at the beginning of a file only.
        page.Append("<figure>")
            .Append(svg.AsSpan(svg.IndexOf("<svg", StringComparison.Ordinal)))
            .Append($"<figcaption>{Html(caption)}</figcaption></figure>\n");

    private static string Alerts(DemoResult result) =>
        Table(
            ["second", "alert", "users", "items it names, targets marked"],
            result.Alerts.Select(a =>
                new[]
                {
                    Number((a.Time - result.Began.ToUnixTimeMilliseconds()) / 1000.0),
                    Html(a.Kind),
                    a.Suspects.ToString(CultureInfo.InvariantCulture),
                    string.Join(
                        ", ",
                        a.Items.Select(i => result.Stream.TargetIds.Contains(i) ? $"<strong class=\"ok\">{Html(i)}</strong>" : Html(i))
                    ),
                }
            )
        ) + $"<p>The fakes push {Html(string.Join(", ", result.Stream.TargetIds.Order(StringComparer.Ordinal)))}.</p>\n";

    private static string Story(DemoResult result) =>
        Table(["second", "what"], result.Timeline.Story.Select(s => new[] { Number(s.Second), Html(s.Sentence) }))
        + "<p>What differs from a worker out of the box:</p>\n"
        + Table(["setting", "value", "why"], result.Settings.Select(s => new[] { Html(s.Key), Html(s.Value), Html(s.Reason) }));

    private static string Figures(IEnumerable<Figure> figures) =>
        Table(["figure", "value", "what it is"], figures.Select(f => new[] { Html(f.Name), Html(f.Text), Html(f.Definition) }));

    private static string Table(string[] head, IEnumerable<string[]> rows) =>
        $"<table><tr>{string.Concat(head.Select(h => $"<th>{h}</th>"))}</tr>\n"
        + string.Concat(rows.Select(r => $"<tr>{string.Concat(r.Select(cell => $"<td>{cell}</td>"))}</tr>\n"))
        + "</table>\n";

    private static string Number(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
