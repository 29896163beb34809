using LowRankDefense.Worker;
using LowRankDefense.Worker.Configuration;
using Microsoft.Extensions.Options;

try
{
    var worker = WorkerHost.Create(args);
    var services = worker.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
    await worker.RunAsync();
    // A host ends as if all were well when one of its services fails, which has been logged: the shell is told otherwise.
    return services.Exists(s => s.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
}
catch (Exception e) when (e is OptionsValidationException or ConfigurationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
