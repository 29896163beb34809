using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using ScottPlot;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>The plots of a demo, as SVG.</summary>
internal static class DemoPlots
{
    private const int Width = 640;
    private const int Height = 400;

    // More points of genuine users tell no more, and make the page heavy.
    private const int MostPoints = 2_000;

    // Told apart by who does not see all colours, too (Okabe & Ito).
    private static readonly Color Grey = Color.FromHex("#999999");
    private static readonly Color Blue = Color.FromHex("#0072B2");
    private static readonly Color Vermilion = Color.FromHex("#D55E00");
    private static readonly Color Orange = Color.FromHex("#E69F00");

    /// <summary>Share of the genuine users who are shown a target: without the attack, without the guard, with it.</summary>
    public static string Exposures(DemoComparison c)
    {
        using var plot = new Plot();
        (string Name, double Share, Color Colour)[] bars =
        [
            ("genuine only", c.Clean.TargetHit, Grey),
            ("no guard", c.Attacked.TargetHit, Vermilion),
            ("low-rank alone", c.Trimmed.TargetHit, Orange),
            ("guarded", c.Defended.TargetHit, Blue),
            ("published", c.Published.TargetHit, Blue),
        ];
        foreach (var (place, bar) in bars.Index())
            plot.Add.Bar(
                new Bar
                {
                    Position = place,
                    Value = 100 * bar.Share,
                    FillColor = bar.Colour,
                }
            );
        Band(plot, c.TargetHit);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. bars.Select((bar, place) => new Tick(place, bar.Name))]);
        plot.Axes.Margins(bottom: 0);
        plot.YLabel("% of the genuine users shown a target");
        return plot.GetSvgXml(Width, Height);
    }

    /// <summary>The same over time, at every refresh.</summary>
    public static string ExposureOverTime(IReadOnlyList<ExposureMoment> moments)
    {
        using var plot = new Plot();
        double[] seconds = [.. moments.Select(m => m.Second)];
        Line(plot, seconds, [.. moments.Select(m => 100 * m.Unguarded)], "without the guard", Vermilion);
        Line(plot, seconds, [.. moments.Select(m => 100 * m.Guarded)], "as published", Blue);
        plot.XLabel("seconds");
        plot.YLabel("% of the genuine users shown a target");
        plot.ShowLegend(Alignment.UpperLeft);
        return plot.GetSvgXml(Width, Height);
    }

    /// <summary>Fakes that act and fakes that are flagged over time, and genuine users ever flagged.</summary>
    public static string Detections(IReadOnlyList<DetectionMoment> moments)
    {
        using var plot = new Plot();
        double[] seconds = [.. moments.Select(m => m.Second)];
        Line(plot, seconds, [.. moments.Select(m => (double)m.Acting)], "fakes that act", Vermilion);
        Line(plot, seconds, [.. moments.Select(m => (double)m.Found)], "of them flagged", Blue);
        Line(plot, seconds, [.. moments.Select(m => (double)m.FalseAlarms)], "genuine users ever flagged", Orange);
        plot.XLabel("seconds");
        plot.YLabel("users");
        plot.ShowLegend(Alignment.UpperLeft);
        return plot.GetSvgXml(Width, Height);
    }

    /// <summary>Profiles by their two principal components.</summary>
    public static string Profiles(DemoResult result)
    {
        using var plot = new Plot();
        var (stream, flagged) = (result.Stream, result.Verdicts.Flagged());
        var places = Components(stream.Everything);
        int[] Rows(IEnumerable<string> users) => [.. users.Select(stream.RowOf)];
        Points(plot, places, Rows(stream.Genuine.Where(u => !flagged.Contains(u)).Take(MostPoints)), "genuine", Grey, MarkerShape.FilledCircle);
        Points(plot, places, Rows(stream.Fakes.Where(flagged.Contains)), "fake, flagged", Blue, MarkerShape.FilledDiamond);
        Points(plot, places, Rows(stream.Fakes.Where(u => !flagged.Contains(u))), "fake, not flagged", Vermilion, MarkerShape.FilledTriangleUp);
        Points(plot, places, Rows(stream.Genuine.Where(flagged.Contains)), "genuine, flagged", Orange, MarkerShape.FilledSquare);
        plot.XLabel("first principal component");
        plot.YLabel("second");
        plot.ShowLegend(Alignment.UpperRight);
        return plot.GetSvgXml(Width, Height);
    }

    // Profiles of length 1: who clicks much is not to be far away for that.
    private static (double X, double Y)[] Components(CsrMatrix profiles)
    {
        var unit = profiles.WithValues([
            .. Enumerable
                .Range(0, profiles.Rows)
                .SelectMany(u => Enumerable.Repeat((float)(1 / Math.Sqrt(profiles.CountOf(u))), profiles.CountOf(u))),
        ]);
        var svd = RandomizedSvd.Compute(unit, new RandomizedSvdOptions { Rank = 2, Centred = true }, new SeededRandom(1));
        return
        [
            .. Enumerable
                .Range(0, profiles.Rows)
                .Select(u => ((double)svd.Left.Row(u)[0] * svd.SingularValues[0], (double)svd.Left.Row(u)[1] * svd.SingularValues[1])),
        ];
    }

    private static void Band(Plot plot, ConfidenceInterval interval)
    {
        var span = plot.Add.VerticalSpan(100 * interval.Low, 100 * interval.High);
        span.FillColor = Grey.WithAlpha(0.3);
        span.LineWidth = 0;
        span.LegendText = "one more training on the genuine users, 99 %";
        plot.ShowLegend(Alignment.UpperRight);
    }

    private static void Line(Plot plot, double[] x, double[] y, string name, Color colour)
    {
        var line = plot.Add.Scatter(x, y, colour);
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 4;
    }

    private static void Points(Plot plot, (double X, double Y)[] places, int[] rows, string name, Color colour, MarkerShape shape)
    {
        if (rows.Length == 0)
            return;
        var points = plot.Add.Markers(
            Array.ConvertAll(rows, r => places[r].X),
            Array.ConvertAll(rows, r => places[r].Y),
            shape,
            shape == MarkerShape.FilledCircle ? 3 : 6,
            colour
        );
        points.LegendText = name;
    }
}
