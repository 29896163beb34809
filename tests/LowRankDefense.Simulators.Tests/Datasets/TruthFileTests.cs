using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class TruthFileTests : IDisposable
{
    private static readonly Rating[] Fakes = [new("f1", "a", 1, null), new("f2", "a", 1, null), new("f1", "b", 1, null)];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Truth_ShouldComeBack()
    {
        var path = folder.File("truth.csv", "");
        Rating[] fakes = [.. Fakes, new("odd, \"one\"", "a", 1, null)];
        var truth = new Dictionary<string, FakeTruth>(StringComparer.Ordinal)
        {
            ["f2"] = new("random", 2, ["a", "b, c"]),
            ["f1"] = new("random-2", null, []),
            ["odd, \"one\""] = new("recsys20", 1, ["x"]),
        };

        TruthFile.Write(path, truth);

        File.ReadLines(path).Take(2).ShouldBe(["user,attack,wave,targets", "f2,random,2,\"a;b, c\""]);
        var back = TruthFile.Read(path, fakes);
        back.Keys.ShouldBe(truth.Keys, ignoreOrder: true);
        foreach (var (user, told) in truth)
        {
            (back[user].Attack, back[user].Wave).ShouldBe((told.Attack, told.Wave));
            back[user].Targets.ShouldBe(told.Targets);
        }
    }

    [Theory]
    [InlineData("f1,random,,\nf2,random,,\nf3,random,,\n", 4, "'f3' is not among the fakes. Remove the line")]
    [InlineData("f1,random,,\n", 3, "fake 'f2' has no line. Add one")]
    [InlineData("f1,random,,\nf1,segment,,\nf2,random,,\n", 3, "'f1' has a line already. Remove")]
    [InlineData("f1,random,first,\nf2,random,,\n", 2, "the wave 'first' is no number from 1 on. Correct it")]
    [InlineData("f1,random,0,\nf2,random,,\n", 2, "the wave '0'")]
    [InlineData("f1,random\nf2,random,,\n", 2, "all four fields")]
    [InlineData("f1,,,\nf2,random,,\n", 2, "all four fields")]
    public void Truth_ShouldBeRefusedWithItsLine_WhenItIsNotThatOfTheFakes(string lines, long line, string named)
    {
        var path = folder.File("truth.csv", "user,attack,wave,targets\n" + lines);

        var refused = Should.Throw<DataFormatException>(() => TruthFile.Read(path, Fakes));

        refused.Line.ShouldBe(line);
        refused.Message.ShouldStartWith(path);
        refused.Message.ShouldContain(named);
    }

    [Fact]
    public void Truth_ShouldBeRefused_WhenItIsSomethingElse()
    {
        var path = folder.File("truth.csv", "user,item\nf1,a\n");

        Should.Throw<DataFormatException>(() => TruthFile.Read(path, Fakes)).Message.ShouldContain("user,attack,wave,targets");
        Should.Throw<ArgumentException>(() => TruthFile.Write(path, [new("f1", new FakeTruth("a", null, ["x;y"]))])).Message.ShouldContain("'x;y'");
        Should.Throw<ArgumentException>(() => TruthFile.Write(path, [new("f1", new FakeTruth("a\n", null, []))])).Message.ShouldContain("line break");
    }

    [Fact]
    public void Truth_ShouldStandBesideItsFakes() => TruthFile.Beside("/there/all.csv").ShouldBe("/there/all.truth.csv");
}
