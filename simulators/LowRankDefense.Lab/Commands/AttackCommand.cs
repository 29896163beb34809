using System.CommandLine;
using LowRankDefense.Core.Attacks.Catalog;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack</c>: writes fake profiles against a data set, by a recipe or learned.</summary>
internal sealed class AttackCommand : Command
{
    /// <summary>The attacks, a verb each.</summary>
    /// <param name="console">Where they write.</param>
    public AttackCommand(IAnsiConsole console)
        : base("attack", "Writes fake profiles against a data set: by one of the classical recipes, or learned against a recommender.")
    {
        foreach (var name in AttackCatalog.Names)
            Add(new ClassicalAttackCommand(console, AttackCatalog.ByName(name)));
        Add(new RecSys19Command(console));
        Add(new RecSys20Command(console));
        Add(new AttackListCommand(console, [.. Subcommands.OfType<Verb>()]));
        Add(new ComposeCommand(console));
    }
}
