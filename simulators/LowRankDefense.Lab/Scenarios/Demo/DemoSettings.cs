using System.Globalization;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What the worker of a demo is told that a worker out of the box is not: all that a stream of a minute needs.</summary>
internal static class DemoSettings
{
    /// <summary>Recommendations to each user, as many as the metrics look at.</summary>
    public const int K = 50;

    /// <summary>Each setting, and why.</summary>
    /// <param name="attack">The attack, whose family self-training is not to simulate.</param>
    public static IReadOnlyList<DemoSetting> Of(string attack) =>
        [
            new("Refresh:Period", "00:00:05", "refreshes every five seconds instead of every five minutes: the stream is over in one"),
            new("Refresh:PatrolPeriod", "00:00:03", "patrols every three seconds instead of every thirty, for the same reason"),
            new("Refresh:Recommendations", K.ToString(CultureInfo.InvariantCulture), "lists as long as the metrics look at"),
            new("Training:LeftOut", attack, "the attack is one that the self-trained detectors have not been shown"),
        ];
}

/// <summary>A setting that differs from the default.</summary>
/// <param name="Key"><c>Section:Key</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reason">Why it differs.</param>
internal sealed record DemoSetting(string Key, string Value, string Reason);
