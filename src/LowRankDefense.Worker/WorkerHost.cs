using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Streaming;
using LowRankDefense.Worker.Configuration;
using LowRankDefense.Worker.Http;

namespace LowRankDefense.Worker;

/// <summary>Composes the worker; the program, the lab and the tests start the same one.</summary>
public static class WorkerHost
{
    /// <summary>A worker ready to run. Several may live in one process.</summary>
    /// <param name="args">Command line: <c>--Section:Key=value</c> overrides every other source.</param>
    /// <param name="configure">Further sources, above files and environment and below the command line.</param>
    /// <param name="services">Further services, such as an <see cref="Streaming.Pipeline.IPipelineProbe"/>.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of range; the message names key and remedy.</exception>
    public static WebApplication Create(string[] args, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder.Configuration);
        builder.Configuration.AddCommandLine(args);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddWorkerOptions(builder.Configuration);
        builder.Services.AddSingleton(provider => new DetectorSettings
        {
            PcaSvm = provider.GetRequiredService<PcaSvmOptions>(),
            Coherence = provider.GetRequiredService<CoherenceOptions>(),
        });
        builder.Services.AddStreaming();
        services?.Invoke(builder.Services);
        // Stopping finishes the open cycle and closes the stores; a commit may take its time.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));

        var http = builder.Configuration.GetSection("Http").Get<HttpOptions>() ?? new HttpOptions();
        builder.WebHost.UseUrls($"http://{http.Address}:{http.Port}");

        var app = builder.Build();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
