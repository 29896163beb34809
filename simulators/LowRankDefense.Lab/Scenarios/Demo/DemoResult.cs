using System.Globalization;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What a demo has shown, and whether that is what the guard promises.</summary>
internal sealed record DemoResult
{
    /// <summary>What was sent.</summary>
    public required DemoStream Stream { get; init; }

    /// <summary>Name of the attack.</summary>
    public required string Attack { get; init; }

    /// <summary>What was let through, over the rows of the stream.</summary>
    public required CsrMatrix Sanitized { get; init; }

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
                + $"trained on the sanitized stream {Percent(c.Defended.TargetHit)} are, at {c.Defended.TargetRank:0}, and as the worker published it {Percent(c.Published.TargetHit)}. {Verdicts.Counts().TruePositives} of {Stream.Fakes.Count} fakes are flagged.";
        if (falseAlarms > most)
            yield return $"{falseAlarms} genuine users were flagged at some time: the default budgets allow {DefaultBudget.Expected(Stream.Genuine.Count):0.0} in expectation, and {most} at most.";
        if (!Audit.Balances)
            yield return $"{Audit.Missing} events are missing and {Audit.Doubled} happened twice: {string.Join("; ", Audit.Examples)}.";
    }

    /// <summary>The result as figures.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        var (c, hits, falseAlarms) = (Comparison, Verdicts.Counts().TruePositives, Verdicts.EverFalsePositives());
        return
        [
            new("events", Stream.Ratings.Count, "interactions sent"),
            new("genuine_users", Stream.Genuine.Count, "users of the population"),
            new("fakes_injected", Stream.Fakes.Count, $"fake users of the {Attack} attack, which no detector was trained on"),
            new("fakes_flagged", hits, "of them those whose last verdict is fake"),
            new("recall", (double)hits / Stream.Fakes.Count, "share of the fakes that were flagged"),
            new("false_positives", falseAlarms, "genuine users ever flagged, whatever their last verdict"),
            new("false_positives_allowed", DefaultBudget.Most(Stream.Genuine.Count), "the most that keep the default budgets, in 19 of 20 runs"),
            new("events_to_detection", Verdicts.MedianEventsToDetection(), "median interactions of a fake before its verdict, of those that had one"),
            .. Of("clean", c.Clean, "trained on the genuine users alone"),
            .. Of("attacked", c.Attacked, "trained on everything, without the guard"),
            .. Of("defended", c.Defended, "trained on what the guard lets through"),
            .. Of("published", c.Published, "as the worker published them"),
            .. Bounds("target_hr", c.TargetHit),
            .. Bounds("target_rank", c.TargetRank),
            .. Bounds("recall_at_50", c.Recall),
            new("alerts", Alerts.Count, "alerts of bursts, campaigns and crowds"),
            new("targets", Stream.TargetIds.Order(StringComparer.Ordinal).ToArray(), "items that the fakes push"),
            new(
                "items_named",
                Alerts.SelectMany(a => a.Items).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
                "items that an alert names"
            ),
            .. AuditFigures.Of(Audit),
        ];
    }

    private static Figure[] Of(string name, Exposure exposure, string trained) =>
        [
            new($"target_hr_{name}", exposure.TargetHit, $"share of the genuine users with a target in their top {DemoSettings.K}, {trained}"),
            new($"target_rank_{name}", exposure.TargetRank, $"mean rank of the targets, {trained}; none where only lists are known"),
            new($"recall_at_50_{name}", exposure.Recall, $"recall@{DemoSettings.K} of what was held out, {trained}"),
        ];

    private static Figure[] Bounds(string name, ConfidenceInterval interval) =>
        [
            new($"{name}_low", interval.Low, "lower bound of where one more training on the genuine users alone is to be expected, 95 %"),
            new($"{name}_high", interval.High, "upper bound of the same"),
        ];

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Percent(ConfidenceInterval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0.0} to {100 * interval.High:0.0} %");

    private static string Whole(ConfidenceInterval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Low:0} to {interval.High:0}");
}
