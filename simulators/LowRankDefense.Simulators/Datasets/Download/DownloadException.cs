namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>A file cannot be had.</summary>
/// <param name="message">Which one, why, and what to do.</param>
/// <param name="cause">What happened last.</param>
public sealed class DownloadException(string message, Exception cause) : Exception(message, cause);
