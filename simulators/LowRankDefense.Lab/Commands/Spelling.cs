namespace LowRankDefense.Lab.Commands;

/// <summary>Guesses which word was meant by one that there is not.</summary>
internal static class Spelling
{
    // One letter of three may be wrong.
    private const int LettersPerSlip = 3;

    /// <summary>Says that there is no such word, which one may have been meant, and which there are.</summary>
    /// <param name="what">What is missing, such as <c>attack</c>.</param>
    /// <param name="word">What was typed.</param>
    /// <param name="words">The words there are.</param>
    public static string Refusal(string what, string word, IReadOnlyCollection<string> words)
    {
        var all = $"hoose one of {string.Join(", ", words)}.";
        return $"There is no {what} '{word}': {(Closest(word, words) is { } close ? $"did you mean {close}? C" : "c")}{all}";
    }

    /// <summary>The word that is most like another; null where none is like it.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="words">The words there are; of two as close the first.</param>
    public static string? Closest(string word, IEnumerable<string> words)
    {
        var most = Math.Max(1, word.Length / LettersPerSlip);
        return words
            .Select(w => (Word: w, Slips: Slips(word.ToLowerInvariant(), w.ToLowerInvariant())))
            .Where(w => w.Slips <= most)
            .OrderBy(w => w.Slips)
            .Select(w => w.Word)
            .FirstOrDefault();
    }

    // Letters to put in, take out, replace or swap with their neighbours until one word is the other:
    // d(i, j) = min(d(i−1, j) + 1, d(i, j−1) + 1, d(i−1, j−1) + [aᵢ ≠ bⱼ], d(i−2, j−2) + 1 where aᵢ₋₁aᵢ = bⱼbⱼ₋₁)
    private static int Slips(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                d[i, j] = i + j;
                continue;
            }

            d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 2] == b[j - 1] && a[i - 1] == b[j - 2])
                d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
        }

        return d[a.Length, b.Length];
    }
}
