using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Stages;

/// <summary>Judges the score, moves the user's standing, and publishes a verdict where something was decided.</summary>
internal sealed class VerdictStage(VerdictPolicy verdicts, AdmissionPolicy admission, VerdictOptions options, TopicOptions topics) : IStage
{
    public void Process(EventContext context)
    {
        var profile = context.Profile;
        var detector = context.Detector;
        var judgement = detector is null ? Judgement.Open : verdicts.Judge(profile.Standing, profile.Length, context.Score, context.Threshold);
        var clean = detector is null || context.Score <= context.Threshold;
        var age = TimeSpan.FromMilliseconds(context.Now - profile.FirstSeen);
        var firstScore = profile.ScoredBy is null && judgement != Judgement.Open;
        profile.Standing = admission.Next(profile.Standing, judgement, clean, profile.Length, age, profile.IsFullOfHeld);
        if (detector is not null && judgement != Judgement.Open)
        {
            profile.Score = context.Score;
            profile.ScoredBy = detector.Version;
        }

        if (profile.Standing == context.Before && !(firstScore && profile.Standing == Standing.Admitted))
            return;
        context.Partition.Store.MarkChanged(profile);
        Publish(context);
    }

    private void Publish(EventContext context)
    {
        var (profile, detector) = (context.Profile, context.Detector);
        var verdict = new Verdict(
            profile.User,
            profile.Standing,
            detector is null ? float.NaN : context.Score,
            detector is null ? float.NaN : context.Threshold,
            detector?.Version,
            profile.Length,
            detector is null ? [] : Explanation.HeaviestItems(detector, profile, options.ExplainedItems),
            context.Now
        );
        context.Outbox.Send(topics.Verdicts, context.Partition.Partition, Outbox.KeyOf(profile.User), VerdictWriter.Write(verdict));
        context.Counts.Verdicts.Add(VerdictWriter.NameOf(verdict));
    }
}
