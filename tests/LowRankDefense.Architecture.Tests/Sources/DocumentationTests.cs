using LowRankDefense.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>What others may call says what it is. The compiler asks it of what other assemblies see; a reader needs it inside, too.</summary>
public class DocumentationTests
{
    [Fact]
    public void PublicMembers_ShouldBeDocumented_AlsoThoseOfInternalTypes()
    {
        Findings.ShouldBeNone(
            SourceFile.Below(Checkout.PathOf("src")).SelectMany(file => Undocumented(file.Syntax).Select(member => $"{file.Place}:{member}"))
        );
    }

    [Fact]
    public void Member_ShouldBeFound_WhenItHasNoDocumentation()
    {
        const string Code = """
            /// <summary>Said.</summary>
            internal class Some
            {
                public int Silent { get; }

                /// <summary>Said.</summary>
                [Obsolete]
                public int Told() => 0;

                internal int Own;

                private class Hidden
                {
                    public int Deep;
                }
            }

            public enum Kind
            {
                One,
            }

            internal interface IOne
            {
                void Do();
            }
            """;

        Undocumented(CSharpSyntaxTree.ParseText(Code).GetRoot()).ShouldBe(["4 Silent", "18 Kind", "20 One", "23 IOne", "25 Do"], ignoreOrder: true);
    }

    // Types that are not private, members that are public, and those of enums and interfaces.
    private static IEnumerable<string> Undocumented(SyntaxNode file) =>
        from member in file.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where IsSeen(member) && !member.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
        let name = NameOf(member)
        select $"{name.GetLocation().GetLineSpan().StartLinePosition.Line + 1} {name.Text}";

    private static bool IsSeen(MemberDeclarationSyntax member) =>
        member switch
        {
            BaseNamespaceDeclarationSyntax or GlobalStatementSyntax => false,
            BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => IsSeenType(member),
            // A log line is its own documentation.
            MethodDeclarationSyntax line when line.AttributeLists.ToString().Contains("[LoggerMessage", StringComparison.Ordinal) => false,
            _ => IsSeenType(member.Parent!)
                && (IsPublic(member) || member is EnumMemberDeclarationSyntax || member.Parent is InterfaceDeclarationSyntax),
        };

    private static bool IsSeenType(SyntaxNode type) => type.Parent is not TypeDeclarationSyntax outer || (IsPublic(type) && IsSeenType(outer));

    private static bool IsPublic(SyntaxNode member) => ((MemberDeclarationSyntax)member).Modifiers.Any(SyntaxKind.PublicKeyword);

    private static SyntaxToken NameOf(MemberDeclarationSyntax member) =>
        member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            EnumMemberDeclarationSyntax one => one.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            ConstructorDeclarationSyntax constructor => constructor.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier,
            _ => member.GetFirstToken(),
        };
}
