using MemoryPack;

namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>A detector of campaigns as it is stored. Members are only ever added at the end.</summary>
[MemoryPackable]
internal sealed partial record CampaignPayload
{
    /// <summary>Version of the detector.</summary>
    public required string Version { get; init; }

    /// <summary>Evidence that convicts, nats.</summary>
    public required float Threshold { get; init; }

    /// <summary>Core items that a member of any has at least, as long as campaigns had no rules of their own.</summary>
    public int CoreItems { get; init; }

    /// <summary>Name of each campaign.</summary>
    public required string[] Names { get; init; }

    /// <summary>When each was opened, Unix milliseconds.</summary>
    public required long[] Since { get; init; }

    /// <summary>Number of telling items of each.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Item id of each telling item, campaign by campaign.</summary>
    public required string[] Items { get; init; }

    /// <summary>Share of the members who have it.</summary>
    public required double[] Rates { get; init; }

    /// <summary>Share of the clicks of everybody else.</summary>
    public required double[] Shares { get; init; }

    /// <summary>Whether it is of the core.</summary>
    public required bool[] Core { get; init; }

    /// <summary>Core items that a member of each campaign has at least; null in what was stored before campaigns had rules of their own.</summary>
    public int[]? RuleItems { get; init; }

    /// <summary>What having so many is credited with, nats.</summary>
    public double[]? Credits { get; init; }
}
