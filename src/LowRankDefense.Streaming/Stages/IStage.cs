using LowRankDefense.Streaming.Pipeline;

namespace LowRankDefense.Streaming.Stages;

/// <summary>One row of the stage table: takes an event one step further. Thin; the mathematics is in Core.</summary>
internal interface IStage
{
    /// <summary>Processes the event or profile in <paramref name="context"/>.</summary>
    void Process(EventContext context);
}
