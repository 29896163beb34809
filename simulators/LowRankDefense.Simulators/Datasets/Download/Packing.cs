namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>How a file is packed.</summary>
public enum Packing
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>A single file, compressed by gzip.</summary>
    Gzip,

    /// <summary>A zip archive.</summary>
    Zip,
}
