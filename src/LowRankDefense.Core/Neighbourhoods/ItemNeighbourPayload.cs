using MemoryPack;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>A neighbourhood model as it is stored: two matrices in compressed sparse row form.</summary>
[MemoryPackable]
internal sealed partial record ItemNeighbourPayload
{
    public required string Version { get; init; }
    public required int Users { get; init; }
    public required int Items { get; init; }
    public required int[] HistoryStarts { get; init; }
    public required int[] HistoryItems { get; init; }
    public required float[] HistoryValues { get; init; }
    public required int[] NeighbourStarts { get; init; }
    public required int[] NeighbourItems { get; init; }
    public required float[] Similarities { get; init; }
}
