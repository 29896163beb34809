using MemoryPack;

namespace LowRankDefense.Core.Detection.Crowds.Judging;

/// <summary>A detector of crowds as it is stored. Members are only ever added at the end.</summary>
[MemoryPackable]
internal sealed partial record CrowdPayload
{
    /// <summary>Version of the detector.</summary>
    public required string Version { get; init; }

    /// <summary>Log odds that convict, nats.</summary>
    public required float Threshold { get; init; }

    /// <summary>Name of each crowd.</summary>
    public required string[] Names { get; init; }

    /// <summary>When each was found, Unix milliseconds.</summary>
    public required long[] Since { get; init; }

    /// <summary>The item of each.</summary>
    public required string[] Items { get; init; }

    /// <summary>Number of members of each.</summary>
    public required int[] Counts { get; init; }

    /// <summary>User id of each member, crowd by crowd.</summary>
    public required string[] Users { get; init; }

    /// <summary>Log odds of each.</summary>
    public required float[] Nats { get; init; }
}
