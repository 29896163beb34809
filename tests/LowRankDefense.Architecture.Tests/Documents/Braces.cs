namespace LowRankDefense.Architecture.Tests.Documents;

/// <summary>Paths written at once, as in a shell: <c>a.{b,c}.d</c>.</summary>
internal static class Braces
{
    /// <summary>Each of the paths that <paramref name="text"/> stands for.</summary>
    public static IEnumerable<string> Expand(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 || close < open)
            return [text];
        return from one in text[(open + 1)..close].Split(',') from rest in Expand(text[(close + 1)..]) select text[..open] + one.Trim() + rest;
    }
}
