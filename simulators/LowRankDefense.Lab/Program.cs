using LowRankDefense.Lab;
using Spectre.Console;

return await LabCommandLine.Run(args, AnsiConsole.Console, Console.Error);
