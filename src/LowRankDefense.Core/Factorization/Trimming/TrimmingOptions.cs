using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Factorization.Trimming;

/// <summary>How many users have no influence on what others are recommended.</summary>
public sealed record TrimmingOptions
{
    /// <summary>The largest share of the users that is trimmed: an attack of more fakes is not trimmed whole. 0 trims nobody.</summary>
    /// <remarks>
    /// Twice the attack that the literature takes for large, 1 % of the users. What it costs where there is no attack (recall@50, factors of
    /// length 16, mean of five seeds): on MovieLens 100K nothing that could be told (0.3608 after 0.3595), on FilmTrust, whose incoherent users are the busiest, 0.0064 of 0.8798.
    /// </remarks>
    /// <value>0.02; 0 to 0.5.</value>
    [Range(0, 0.5)]
    public double Share { get; init; } = 0.02;

    /// <summary>Most directions of the low-rank model that clicks are to follow by; half the root of the number of users where that is less.</summary>
    /// <remarks>With more than the users can tell from noise nothing follows from anything: on MovieLens 100K (943 users) 8 to 16 are best, on Gowalla (13,149) 64.</remarks>
    /// <value>64; 2 to 127.</value>
    [Range(2, 127)]
    public int Rank { get; init; } = 64;
}
