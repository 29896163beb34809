using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>How long the methods of a file are: from the line of the signature, below the documentation and the attributes, to the closing one.</summary>
internal static class MethodLengths
{
    /// <summary>Methods, constructors, operators, accessors, and the statements of a top-level program; what is written inside one counts as a part of it.</summary>
    public static IEnumerable<(string Name, int Line, int Lines)> Of(SyntaxNode file)
    {
        foreach (var member in file.DescendantNodes())
        {
            switch (member)
            {
                case BaseMethodDeclarationSyntax method:
                    yield return Measure(NameOf(method), FirstToken(method, method.AttributeLists), method);
                    break;
                case BasePropertyDeclarationSyntax property:
                    yield return Measure(NameOf(property), FirstToken(property, property.AttributeLists), property);
                    break;
            }
        }

        var program = file.ChildNodes().OfType<GlobalStatementSyntax>().ToList();
        if (program.Count > 0)
            yield return Measure("the program", program[0].GetFirstToken(), program[^1]);
    }

    private static string NameOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => member.Kind().ToString(),
        };

    private static SyntaxToken FirstToken(SyntaxNode member, SyntaxList<AttributeListSyntax> attributes) =>
        attributes.Count == 0 ? member.GetFirstToken() : attributes[^1].GetLastToken().GetNextToken();

    private static (string Name, int Line, int Lines) Measure(string name, SyntaxToken first, SyntaxNode last)
    {
        var from = first.GetLocation().GetLineSpan().StartLinePosition.Line;
        var to = last.GetLocation().GetLineSpan().EndLinePosition.Line;
        return (name, from + 1, to - from + 1);
    }
}
