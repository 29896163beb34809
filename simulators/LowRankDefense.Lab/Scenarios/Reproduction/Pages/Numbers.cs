using System.Globalization;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Pages;

/// <summary>Figures of a reproduction for people.</summary>
internal static class Numbers
{
    /// <summary>Mean, deviation, interval, what was published, and the verdict; – for no figure.</summary>
    /// <param name="figure">The figure, or null.</param>
    public static string Text(Reproduced? figure)
    {
        if (figure is null)
            return "–";
        var text = Four(figure.Mean);
        if (figure.Deviation is { } deviation)
            text += $" ± {Four(deviation)}";
        if (figure.Interval is { } interval)
            text += $" [{Four(interval.Low)}, {Four(interval.High)}]";
        if (figure.Published is { } published)
            text += $" · paper {Four(published)}";
        return figure.Verdict.Length == 0 ? text : $"{text} · {figure.Verdict}";
    }

    /// <summary>Four decimals.</summary>
    /// <param name="value">A number.</param>
    public static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
