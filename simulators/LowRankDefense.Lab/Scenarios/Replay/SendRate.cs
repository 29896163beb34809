using System.Globalization;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>How fast events are to be sent.</summary>
/// <param name="Value">Events per second, 0 for flat out; or a multiple of the throughput.</param>
/// <param name="IsMultiple">Whether it is a multiple of the throughput that the same replay measures first.</param>
internal readonly record struct SendRate(double Value, bool IsMultiple)
{
    /// <summary>What a rate is written like.</summary>
    public const string Grammar = "events per second, 0 or more, or a multiple of the throughput such as 0.5x";

    /// <summary>Whether events are to be paced, and latency to be measured.</summary>
    public bool IsPaced => Value > 0;

    /// <summary>Whether throughput is to be measured.</summary>
    public bool AsksForThroughput => !IsPaced || IsMultiple;

    /// <summary>Reads <c>5000</c>, or <c>0.5x</c>; null where it is neither.</summary>
    public static SendRate? Parse(string text)
    {
        var isMultiple = text.EndsWith('x');
        var number = isMultiple ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0
            ? value > 0 || !isMultiple
                ? new SendRate(value, isMultiple)
                : null
            : null;
    }
}
