using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Classifies the user by the assessments, decides on admission, moves the user's status, and publishes a verdict where something was decided.</summary>
internal sealed class VerdictStage(VerdictPolicy verdicts, AdmissionPolicy admission, VerdictOptions options, TopicOptions topics) : IStage
{
    /// <inheritdoc/>
    public void Process(EventContext context)
    {
        var profile = context.Profile;
        var (classification, deciding) = verdicts.Classify(profile.Status, profile.Length, context.Assessments);
        var isFirst = profile.ScoredBy is null && classification != Classification.Undecided;
        context.Admission = admission.Decide(profile, classification, verdicts.IsClean(context.Assessments), context.Now);
        profile.Status = context.Admission.Status;
        if (classification != Classification.Undecided)
            (profile.Score, profile.ScoredBy) = (context.Assessments[deciding].Score, context.Assessments[deciding].Detector.Version);
        if (profile.Status == context.StatusBefore && !(isFirst && profile.Status == UserStatus.Admitted))
            return;
        context.Partition.Store.MarkChanged(profile);
        Publish(context, deciding < 0 ? null : context.Assessments[deciding]);
    }

    private void Publish(EventContext context, Assessment? deciding)
    {
        var profile = context.Profile;
        var verdict = new Verdict(
            profile.User,
            profile.Status,
            deciding,
            profile.Length,
            deciding is { Detector: var detector } ? Explanation.HeaviestItems(detector, profile, options.ExplainedItems) : [],
            context.Now,
            deciding?.Detector.Campaign(profile.EvidenceFor(deciding.Value.Detector), profile.Length)
        )
        {
            Evidence = context.Assessments.ToArray(),
            JointPValue = JointEvidence.PValue(context.Assessments),
        };
        context.Outbox.Send(topics.Verdicts, context.Partition.Partition, Outbox.KeyOf(profile.User), VerdictWriter.Write(verdict));
        context.Counts.Verdicts.Add(VerdictWriter.NameOf(verdict));
    }
}
