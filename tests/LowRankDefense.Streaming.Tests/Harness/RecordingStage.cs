using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>A stage that writes down what it is called for, and leaves a change of a profile for every event.</summary>
internal sealed class RecordingStage(List<string> calls, string name = "stage") : IStage
{
    /// <summary>Done with every event or profile, after it was written down.</summary>
    public Action<EventContext> Effect { get; set; } = _ => { };

    public void Process(EventContext context)
    {
        calls.Add($"{name} process");
        Effect(context);
    }

    public void Recover(PartitionState partition, UserProfile profile) => calls.Add($"{name} recover {profile.User}");

    public void Seal() => calls.Add($"{name} seal");

    public void Commit() => calls.Add($"{name} commit");

    public void Rollback() => calls.Add($"{name} rollback");
}
