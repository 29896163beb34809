using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>How often a download that broke off is taken up again.</summary>
    /// <value>5; 1 to 100.</value>
    [Range(1, 100)]
    public int Retries { get; init; } = 5;

    /// <summary>Milliseconds before the first of these; doubled from each to the next, up to half a minute.</summary>
    /// <value>1,000; 0 to 60,000.</value>
    [Range(0, 60_000)]
    public int RetryDelay { get; init; } = 1_000;

    /// <summary>Milliseconds without a byte after which a download counts as broken off.</summary>
    /// <value>60,000; 10 to 3,600,000.</value>
    [Range(10, 3_600_000)]
    public int Patience { get; init; } = 60_000;
}
