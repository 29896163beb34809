using LowRankDefense.Simulators.Attacks.RecSys20;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class HelpTests
{
    private static readonly string[] Names =
    [
        "demo",
        "replay",
        "crash-test",
        "population",
        "datasets list",
        "datasets fetch",
        "datasets prepare",
        "attack bandwagon",
        "attack recsys19",
        "attack recsys20",
        "attack list",
        "attack compose",
        "train-detector",
        "evaluate detector",
        "evaluate arrivals",
        "evaluate attacks",
        "evaluate recommender",
        "reconstruct",
        "sanitize",
        "reproduce table1",
        "reproduce fig6",
        "reproduce all",
        "broker",
        "bare-loop",
    ];

    public static TheoryData<string> Verbs => [.. Names];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_ShouldHaveAnExampleThatIsAValidLine(string verb)
    {
        var help = (await LabRun.Of([.. verb.Split(' '), "--help"])).ShouldHaveDoneIt().Output;

        var example = help.Split('\n').SkipWhile(l => l.Trim() != "Example:").Skip(1).First().Trim();
        example.ShouldStartWith($"lowrank {verb}");
        LabCommandLine.Root(LabRun.ConsoleOn(TextWriter.Null)).Parse(example.Split(' ')[1..]).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task HelpOfTheLearnedAttack_ShouldNameEverySurrogate()
    {
        var help = (await LabRun.Of("attack", "recsys20", "--help")).ShouldHaveDoneIt().Output;

        foreach (var surrogate in SurrogateCatalog.Names)
            help.ShouldContain(surrogate);
    }

    [Fact]
    public async Task Help_ShouldListEveryVerb()
    {
        var help = (await LabRun.Of("--help")).ShouldHaveDoneIt().Output;

        foreach (var verb in Names.Select(n => n.Split(' ')[0]))
            help.ShouldContain($"\n  {verb}");
    }
}
