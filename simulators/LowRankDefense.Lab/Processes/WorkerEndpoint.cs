using System.Net;
using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Processes;

/// <summary>Health and metrics of a worker in a process of its own.</summary>
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

    /// <summary>Waits until all its loops own their partitions.</summary>
    /// <param name="stop">Gives up waiting.</param>
    /// <exception cref="TimeoutException">They do not within a minute.</exception>
    /// <exception cref="ChildProcessException">The worker has ended.</exception>
    public async Task Ready(CancellationToken stop)
    {
        var until = Environment.TickCount64 + 60_000;
        while (!await IsReady())
        {
            worker.ThrowIfEnded();
            if (Environment.TickCount64 > until)
                throw new TimeoutException("The worker is not ready after a minute: look at the broker.");
            await Task.Delay(50, stop);
        }
    }

    private async Task<bool> IsReady()
    {
        try
        {
            if (Address() is not { } address)
                return false;
            using var answer = await Http.GetAsync(new Uri(address + "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private string? Address() => worker.Said("Now listening on: ");
}
