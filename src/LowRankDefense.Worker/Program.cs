using LowRankDefense.Worker;
using LowRankDefense.Worker.Configuration;
using Microsoft.Extensions.Options;

try
{
    await WorkerHost.Create(args).RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or ConfigurationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
