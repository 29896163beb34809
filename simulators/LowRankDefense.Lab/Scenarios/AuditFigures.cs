using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>An audit as lines of a result.</summary>
internal static class AuditFigures
{
    /// <summary>Where every record went, and whether that adds up.</summary>
    public static IReadOnlyList<Figure> Of(AuditReport report) =>
        [
            new("in", report.In, "records on the interactions topic"),
            new("sanitized", report.Sanitized, "on the sanitized stream, net of retractions"),
            new("held", report.Held, "held in probation"),
            new("rejected", report.Rejected.Values.Sum(), string.Join(", ", report.Rejected.Select(r => $"{r.Key} {r.Value}"))),
            new("quarantined", report.Quarantined, "retracted or withheld"),
            new("missing", report.Missing, string.Join("; ", report.Examples)),
            new("doubled", report.Doubled, "effects that happened twice"),
            Balanced(report),
        ];

    /// <summary>Whether it adds up.</summary>
    public static Figure Balanced(AuditReport report) =>
        new("balanced", report.Balances, "sanitized + held + rejected + quarantined = in, each event once");
}
