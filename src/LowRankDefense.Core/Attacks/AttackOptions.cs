using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Attacks;

/// <summary>What fake profiles are to look like.</summary>
public sealed record AttackOptions
{
    /// <summary>Number of fake users.</summary>
    /// <value>Required; 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public required int Count { get; init; }

    /// <summary>Columns of the items to promote or demote.</summary>
    /// <value>Required; at least one.</value>
    public required IReadOnlyList<int> Targets { get; init; }

    /// <summary>How many of the <see cref="Targets"/> each fake has, drawn for each; 0, or as many as there are, for all of them.</summary>
    /// <value>0; 0 or more.</value>
    [Range(0, int.MaxValue)]
    public int TargetsEach { get; init; }

    /// <summary>Items that are pushed in place of each target, which no fake touches: those clicked by most of its users, see <see cref="GenuineStatistics.ClosestTo"/>; 0 to push the targets themselves.</summary>
    /// <value>0; 0 or more.</value>
    [Range(0, int.MaxValue)]
    public int Neighbours { get; init; }

    /// <summary>Items of a fake besides the targets, as far as there are items; 0 takes the mean length of the genuine profiles.</summary>
    /// <value>0; 0 or more.</value>
    [Range(0, int.MaxValue)]
    public int FillerItems { get; init; }

    /// <summary>Whether each fake takes its number of fillers from a genuine profile drawn at random instead of <see cref="FillerItems"/>.</summary>
    /// <value>false.</value>
    public bool MatchLengths { get; init; }

    /// <summary>Whether targets get the largest value of the data (push) or the smallest (nuke: needs data with more than one value).</summary>
    /// <value>true.</value>
    public bool Push { get; init; } = true;
}
