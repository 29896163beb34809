using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Profiles;

/// <summary>How much of a user is remembered.</summary>
public sealed record ProfileOptions
{
    /// <summary>The newest events a profile keeps; older ones no longer count for the score.</summary>
    /// <value>512 events; 16 to 16,384.</value>
    [Range(16, 16_384)]
    public int Capacity { get; init; } = 512;

    /// <summary>The newest accepted event ids against which duplicates are recognised.</summary>
    /// <value>2,048 ids of 8 bytes; 16 to 65,536.</value>
    [Range(16, 65_536)]
    public int DuplicateWindow { get; init; } = 2_048;
}
