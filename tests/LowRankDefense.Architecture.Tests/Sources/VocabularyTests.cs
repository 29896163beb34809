using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LowRankDefense.Architecture.Tests.Sources;

/// <summary>One word for one thing: words that were given up for better ones do not come back in names.</summary>
public partial class VocabularyTests
{
    // Word → the one to take. They count as words of a name: "Standing" is in "StandingOf" and "lastStanding", not in "Outstanding".
    private static readonly Dictionary<string, string> GivenUp = new(StringComparer.Ordinal)
    {
        ["Standing"] = "UserStatus",
        ["Judgement"] = "Classification",
        ["Disposition"] = "AdmissionDecision",
        ["EventFate"] = "EventAction",
        ["PastFate"] = "HistoryAction",
        ["Conviction"] = "Suspect",
        ["Convict"] = "Add",
        ["Acquit"] = "Remove",
        ["MeanTarget"] = "MeanPreference",
        ["WeightsOf"] = "ConfidencesOf",
        ["ObservedWeight"] = "Confidence",
        ["UnobservedWeight"] = "UnobservedConfidence",
        ["HalfStep"] = "NormalEquations",
        ["SelfTrainer"] = "PcaSvmTrainer",
        ["Refresher"] = "RefreshJob",
        ["RefreshLoop"] = "RefreshService",
    };

    [Fact]
    public void Names_ShouldBeOfTheVocabularyInForce()
    {
        Findings.ShouldBeNone(
            SourceFile
                .OfTheProduct()
                .SelectMany(file =>
                    file.Syntax.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => (file, token))
                )
                .SelectMany(at =>
                    WordsGivenUpIn(at.token.Text).Select(word => $"{at.file.Place}: {at.token.Text} says {word}; it is {GivenUp[word]} now.")
                )
                .Distinct()
        );
    }

    [Theory]
    [InlineData("StandingOf", "Standing")]
    [InlineData("lastStanding", "Standing")]
    [InlineData("lengthAtFirstConviction", "Conviction")]
    [InlineData("Outstanding")]
    [InlineData("Convicted")]
    public void Word_ShouldBeFound_AsAWordOfAName(string name, params string[] expected)
    {
        WordsGivenUpIn(name).ShouldBe(expected);
    }

    private static IEnumerable<string> WordsGivenUpIn(string name)
    {
        var words = Spaced(name);
        return GivenUp.Keys.Where(word => words.Contains(Spaced(word), StringComparison.Ordinal));
    }

    // "lastStanding" → " last standing "
    private static string Spaced(string name) => $" {string.Join(' ', Word().Matches(name).Select(match => match.Value.ToLowerInvariant()))} ";

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
