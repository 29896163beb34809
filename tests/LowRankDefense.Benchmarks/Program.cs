using System.CommandLine;
using LowRankDefense.Benchmarks.Peers;

var root = new RootCommand("Measures the science core: against peers on the same machine, and by the size of the data.") { PeersCommand.Create() };

return await root.Parse(args).InvokeAsync();
