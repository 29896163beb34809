using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Processes;

/// <summary>The metrics of a worker in a process of its own.</summary>
/// <param name="worker">The process; it says where it listens (<see cref="Setting"/>).</param>
internal sealed class WorkerEndpoint(ChildProcess worker)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The setting that has a worker say where it listens.</summary>
    public static KeyValuePair<string, string?> Setting { get; } = new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information");

    /// <summary>What its metrics are now; null where it does not answer.</summary>
    public async Task<MetricsSnapshot?> Metrics()
    {
        try
        {
            return Address() is { } address ? new MetricsSnapshot(await Http.GetStringAsync(address + "/metrics")) : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private string? Address() => worker.Said("Now listening on: ");
}
