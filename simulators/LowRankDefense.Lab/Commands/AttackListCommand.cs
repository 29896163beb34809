using System.CommandLine;
using LowRankDefense.Lab.Output;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack list</c>: the attacks there are.</summary>
internal sealed class AttackListCommand : Verb
{
    private readonly IReadOnlyList<Verb> attacks;

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="attacks">The attacks.</param>
    public AttackListCommand(IAnsiConsole console, IReadOnlyList<Verb> attacks)
        : base(console, "list", "Lists the attacks.", "attack list")
    {
        this.attacks = attacks;
        Takes(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        Report(parse, "attacks", [.. attacks.Select(a => new Figure(a.Name, a is ClassicalAttackCommand ? "classical" : "learned", a.Summary))]);
        return Task.FromResult(ExitCodes.Done);
    }
}
