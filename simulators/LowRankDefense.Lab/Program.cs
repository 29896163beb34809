using System.CommandLine;
using LowRankDefense.Lab.Commands;
using LowRankDefense.Lab.Output;

var root = new RootCommand("lowrank: replay attacks against the guard, train and evaluate it. Every verb has --help with an example.")
{
    DemoCommand.Create(),
    ReplayCommand.Create(),
    AttackCommand.Create(),
    TrainDetectorCommand.Create(),
    EvaluateCommand.Create(),
    ReconstructCommand.Create(),
    BrokerCommand.Create(),
};

return await Failures.Explain(() => root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
