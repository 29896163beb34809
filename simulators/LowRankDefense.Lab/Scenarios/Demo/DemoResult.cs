using System.Globalization;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What a demo has shown, and whether that is what the guard promises.</summary>
internal sealed record DemoResult
{
    /// <summary>What is said where everything is as promised.</summary>
    public const string Success = "The attack does harm, the guard undoes it within its budget of false alarms, and every event is accounted for.";

    /// <summary>What was sent.</summary>
    public required DemoStream Stream { get; init; }

    /// <summary>Name of the attack.</summary>
    public required string Attack { get; init; }

    /// <summary>Settings that differ from those of a worker out of the box.</summary>
    public required IReadOnlyList<DemoSetting> Settings { get; init; }

    /// <summary>When the first event was sent.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The verdicts.</summary>
    public required VerdictBoard Verdicts { get; init; }

    /// <summary>What genuine users are shown, with and without attack and guard.</summary>
    public required DemoComparison Comparison { get; init; }

    /// <summary>What was seen on the way.</summary>
    public required DemoTimeline Timeline { get; init; }

    /// <summary>The alerts, in the order in which they were raised.</summary>
    public required IReadOnlyList<AlertRow> Alerts { get; init; }

    /// <summary>Where every event went.</summary>
    public required AuditReport Audit { get; init; }

    /// <summary>Whether everything is as promised.</summary>
    public bool Succeeded => !Shortcomings().Any();

    /// <summary>What is not as promised, a sentence each.</summary>
    public IEnumerable<string> Shortcomings()
    {
        var (c, falseAlarms, most) = (Comparison, Verdicts.EverFalsePositives(), DefaultBudget.Most(Stream.Genuine.Count));
        if (!c.AttackHarms)
            yield return $"The attack does no harm that can be told from chance: with it {Percent(c.Attacked.TargetHit)} of the genuine users are shown a target, without it {Percent(c.TargetHit)} are to be expected. Try another --attack or --seed.";
        if (!c.HarmIsUndone)
            yield return $"The harm is not undone: without the attack {Percent(c.TargetHit)} of the genuine users would be shown a target at a mean rank of {Whole(c.TargetRank)}; "
                + $"trained on the sanitized stream {Percent(c.Defended.TargetHit)} are, at {c.Defended.TargetRank:0}, and as the worker published it {Percent(c.Published.TargetHit)}. {Verdicts.Counts().TruePositives} of {Stream.Fakes.Count} fakes are flagged; recall is {c.Defended.Recall:0.000}, and {c.Recall.Low:0.000} to {c.Recall.High:0.000} without the attack.";
        if (falseAlarms > most)
            yield return $"{falseAlarms} genuine users were flagged at some time: the default budgets allow {DefaultBudget.Expected(Stream.Genuine.Count):0.0} in expectation, and {most} at most.";
        if (!Audit.Balances)
            yield return $"{Audit.Missing} events are missing and {Audit.Doubled} happened twice: {string.Join("; ", Audit.Examples)}.";
    }

    /// <summary>Whether the fakes were found, and who was taken for one.</summary>
    public IReadOnlyList<Figure> Detection()
    {
        var hits = Verdicts.Counts().TruePositives;
        return
        [
            new("events", Stream.Ratings.Count, "interactions sent"),
            new("genuine_users", Stream.Genuine.Count, "users of the population"),
            new("fakes_injected", Stream.Fakes.Count, $"fake users of the {Attack} attack"),
            new("fakes_flagged", hits, "of them those whose last verdict is fake"),
            new("recall", (double)hits / Stream.Fakes.Count, "share of the fakes that were flagged"),
            new("false_positives", Verdicts.EverFalsePositives(), "genuine users ever flagged"),
            new("false_positives_allowed", DefaultBudget.Most(Stream.Genuine.Count), "the most that keep the default budgets, in 19 of 20 runs"),
            new("events_to_detection", Verdicts.MedianEventsToDetection(), "median interactions of a fake before its verdict"),
            new("alerts", Alerts.Count, "alerts of bursts, campaigns and crowds"),
            new("targets", Stream.TargetIds.Order(StringComparer.Ordinal).ToArray(), "items that the fakes push"),
            new("items_named", Named(), "items that an alert says are pushed"),
            AuditFigures.Balanced(Audit),
        ];
    }

    /// <summary>All that was measured.</summary>
    public IReadOnlyList<Figure> Figures() =>
        [
            .. Detection(),
            .. Of("clean", Comparison.Clean, "trained on the genuine users alone"),
            .. Of("attacked", Comparison.Attacked, "trained on everything, without the guard"),
            .. Of("trimmed", Comparison.Trimmed, "trained on everything, the least supported users trimmed: the low-rank defense alone"),
            .. Of("defended", Comparison.Defended, "trained on what the guard lets through"),
            .. Of("published", Comparison.Published, "as the worker published it"),
            .. Bounds("target_hr", Comparison.TargetHit),
            .. Bounds("target_rank", Comparison.TargetRank),
            .. Bounds("recall_at_50", Comparison.Recall),
            .. AuditFigures.Of(Audit).SkipLast(1),
        ];

    private string[] Named() => [.. Alerts.SelectMany(a => a.Items).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Figure[] Of(string name, Exposure exposure, string trained) =>
        [
            new($"target_hr_{name}", exposure.TargetHit, $"share of the genuine users with a target in their top {DemoSettings.K}, {trained}"),
            new($"target_rank_{name}", exposure.TargetRank, $"mean rank of the targets, {trained}; none where only lists are known"),
            new($"recall_at_50_{name}", exposure.Recall, $"recall@{DemoSettings.K} of what was held out, {trained}"),
        ];

    private static Figure[] Bounds(string name, ConfidenceInterval interval) =>
        [
            new($"{name}_low", interval.Low, "lower bound of where one more training on the genuine users alone is to be expected, 99 %"),
            new($"{name}_high", interval.High, "upper bound of the same"),
        ];

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Percent(ConfidenceInterval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0.0} to {100 * interval.High:0.0} %");

    private static string Whole(ConfidenceInterval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Low:0} to {interval.High:0}");
}
