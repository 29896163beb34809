using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Telemetry;
using Prometheus;

namespace LowRankDefense.Worker.Http;

/// <summary>Health and metrics.</summary>
internal static class Endpoints
{
    /// <summary><c>/health/live</c>: no loop is stuck. <c>/health/ready</c>: all loops own their partitions. 503 with the reason otherwise.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", (PipelineHealth health) => Answer(health.StuckLoop()));
        app.MapGet("/health/ready", (PipelineHealth health) => Answer(health.NotReady()));
    }

    /// <summary><c>/metrics</c> in the Prometheus text format.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapMetrics("/metrics", app.Services.GetRequiredService<WorkerMetrics>().Registry);

    private static IResult Answer(string? problem) =>
        problem is null ? Results.Text("ok") : Results.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable);
}
