namespace LowRankDefense.Architecture.Tests;

/// <summary>What a rule found: one message per place, all of them at once.</summary>
internal static class Findings
{
    /// <summary>Fails with every message of <paramref name="findings"/>, if there is one.</summary>
    public static void ShouldBeNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
