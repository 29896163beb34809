using System.Collections;
using System.Globalization;
using LowRankDefense.Core.Evaluation;

namespace LowRankDefense.Lab.Output;

/// <summary>One line of a result: printed in a table, written as a property of a JSON object.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Value">A number, a text, a truth, a list, or null where there is nothing to say.</param>
/// <param name="Definition">What the value is, in one sentence.</param>
internal sealed record Figure(string Name, object? Value, string Definition)
{
    /// <summary>The value for people: four decimals below 100, none above, thousands apart; <c>–</c> for null.</summary>
    public string Text =>
        Value switch
        {
            double number => number.ToString(Math.Abs(number) >= 100 ? "N0" : "0.####", CultureInfo.InvariantCulture),
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            long number => number.ToString("N0", CultureInfo.InvariantCulture),
            true => "yes",
            false => "NO",
            null => "–",
            string text => text,
            IEnumerable list => list.Cast<object>().Any()
                ? string.Join(", ", list.Cast<object>().Select(v => (this with { Value = v }).Text))
                : "none",
            _ => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>A metric under its own name and definition.</summary>
    public static Figure Of(Metric metric) => new(metric.Name, metric.Value, metric.Definition);
}
