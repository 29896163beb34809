using System.Globalization;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Pages;

/// <summary>Figures of a reproduction for people.</summary>
internal static class Numbers
{
    /// <summary>Mean, deviation, interval, what was published, and the verdict; – for no figure.</summary>
    /// <param name="figure">The figure, or null.</param>
    /// <param name="decimals">Of each number.</param>
    public static string Text(Reproduced? figure, int decimals = 4)
    {
        if (figure is null)
            return "–";
        var text = Rounded(figure.Mean);
        if (figure.Deviation is { } deviation)
            text += $" ± {Rounded(deviation)}";
        if (figure.Interval is { } interval)
            text += $" [{Rounded(interval.Low)}, {Rounded(interval.High)}]";
        if (figure.Published is { } published)
            text += $" · paper {Rounded(published)}";
        return figure.Verdict.Length == 0 ? text : $"{text} · {figure.Verdict}";

        string Rounded(double value) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }
}
