using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Prometheus;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>The stages of a loop, in order, and the time that each of them takes.</summary>
internal sealed class StageList
{
    // Asking the clock twice for every stage would cost more than some stages do.
    private const int TimedOneIn = 64;
    private readonly IStage[] stages;
    private readonly Counter.Child[] seconds;
    private int untilTimed = 1;

    /// <summary>A list of <paramref name="stages"/>.</summary>
    public StageList(IEnumerable<IStage> stages, WorkerMetrics metrics)
    {
        this.stages = [.. stages];
        seconds = [.. this.stages.Select(s => metrics.LoopSeconds(PartOf(s)))];
    }

    /// <summary>Takes the event or profile through the stages, up to the one that refuses it.</summary>
    public void Process(EventContext context)
    {
        var isTimed = --untilTimed == 0;
        if (isTimed)
            untilTimed = TimedOneIn;
        for (var s = 0; s < stages.Length && !context.Refused; s++)
        {
            if (isTimed)
                ProcessTimed(s, context);
            else
                stages[s].Process(context);
        }
    }

    /// <summary>See <see cref="IStage.Recover"/>.</summary>
    public void Recover(PartitionState partition, UserProfile profile)
    {
        foreach (var stage in stages)
            stage.Recover(partition, profile);
    }

    /// <summary>See <see cref="IStage.Seal"/>.</summary>
    public void Seal()
    {
        foreach (var stage in stages)
            stage.Seal();
    }

    /// <summary>See <see cref="IStage.Commit"/>.</summary>
    public void Commit()
    {
        foreach (var stage in stages)
            stage.Commit();
    }

    /// <summary>See <see cref="IStage.Rollback"/>.</summary>
    public void Rollback()
    {
        foreach (var stage in stages)
            stage.Rollback();
    }

    private void ProcessTimed(int stage, EventContext context)
    {
        using var timed = new Timing(seconds[stage], TimedOneIn);
        stages[stage].Process(context);
    }

    // ScoreStage → "score"
    private static string PartOf(IStage stage) => stage.GetType().Name.Replace("Stage", "", StringComparison.Ordinal).ToLowerInvariant();
}
