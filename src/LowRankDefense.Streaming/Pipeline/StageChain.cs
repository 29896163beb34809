using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>The stages in the order of <see cref="StageOrder"/>: an event passes all of them, a profile looked at again all but the first.</summary>
internal sealed class StageChain(
    InteractionParser parser,
    VerdictOptions verdicts,
    AdmissionOptions admission,
    AlertOptions alerts,
    TopicOptions topics,
    ILogger logger
)
{
    private readonly AdmissionPolicy policy = new(admission);
    private readonly ProfileStage profile = new(parser, topics);
    private readonly ScoreStage score = new();
    private readonly VerdictStage verdict = new(new VerdictPolicy(verdicts), new AdmissionPolicy(admission), verdicts, topics);
    private readonly SanitizeStage sanitize = new(new AdmissionPolicy(admission), topics);

    public AlertStage Alerts { get; } = new(alerts, topics, logger);

    /// <summary>Whether users in probation have their events held, so that time may have to release them.</summary>
    public bool Holds => policy.Holds;

    /// <summary>How long a probation lasts at most.</summary>
    public TimeSpan HoldFor => admission.HoldFor;

    public void Process(EventContext context)
    {
        profile.Process(context);
        if (!context.Refused)
            Review(context);
    }

    public void Review(EventContext context)
    {
        score.Process(context);
        verdict.Process(context);
        sanitize.Process(context);
        Alerts.Process(context);
    }
}
