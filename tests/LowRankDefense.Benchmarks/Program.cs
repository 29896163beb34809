using System.CommandLine;
using BenchmarkDotNet.Running;
using LowRankDefense.Benchmarks.Growth;
using LowRankDefense.Benchmarks.Peers;
using LowRankDefense.Benchmarks.Scaling;

// Its own options (--filter, --list, --exporters) are BenchmarkDotNet's to parse.
if (args is ["hot-paths", .. var options])
{
    BenchmarkSwitcher.FromAssembly(typeof(PeersCommand).Assembly).Run(options);
    return 0;
}

var root = new RootCommand(
    "Measures the science core and the path of an event: against peers on the same machine, hot path by hot path, and by the size of the data."
)
{
    PeersCommand.Create(),
    ScalingCommand.Create(),
    GrowthCommand.Create(),
    new Command("hot-paths", "BenchmarkDotNet on every hot path; takes its options. Example: hot-paths --filter '*Scoring*'"),
};

return await root.Parse(args).InvokeAsync();
