using Microsoft.CodeAnalysis.CSharp;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>The measure counts what a reader sees.</summary>
public class MethodLengthsTests
{
    [Fact]
    public void Length_ShouldRunFromTheSignatureToTheClosingBrace()
    {
        Lengths(
                """
                class Some
                {
                    /// <summary>
                    /// Not counted.
                    /// </summary>
                    [Obsolete]
                    public int Method(
                        int x
                    )
                    {
                        // Counted, as is the local function.
                        int Twice() => 2 * x;
                        return Twice();
                    }

                    public Some() { }

                    int Property =>
                        1;
                }
                """
            )
            .ShouldBe([("Method", 7, 8), ("Some", 16, 1), ("Property", 18, 2)]);
    }

    [Fact]
    public void Length_ShouldBeThatOfTheWholeProgram_WhenItsStatementsStandAlone()
    {
        Lengths("using System;\n\nvar a = 1;\n\nConsole.WriteLine(a);\n").ShouldBe([("the program", 3, 3)]);
    }

    private static IEnumerable<(string Name, int Line, int Lines)> Lengths(string code) =>
        MethodLengths.Of(CSharpSyntaxTree.ParseText(code).GetRoot());
}
