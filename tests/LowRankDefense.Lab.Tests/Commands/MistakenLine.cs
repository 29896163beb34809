namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>Lines that go wrong, and the sentences they are answered with; @ stands for the folder of the test.</summary>
internal sealed class MistakenLine(TinyData tiny)
{
    /// <summary>Runs a line.</summary>
    public Task<LabRun> Run(string line) =>
        LabRun.Of([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] == '@' ? tiny.PathOf(word[1..]) : word)]);

    /// <summary>Holds what was said to a sentence, in which … stands for anything.</summary>
    public void ShouldRead(string said, string sentence)
    {
        var at = 0;
        var parts = sentence.Replace("@", tiny.PathOf("") + "/", StringComparison.Ordinal).Split('…');
        said.ShouldStartWith(parts[0]);
        foreach (var part in parts)
        {
            var next = said.IndexOf(part, at, StringComparison.Ordinal);
            next.ShouldBeGreaterThanOrEqualTo(0, $"'{part}' is not in '{said}'");
            at = next + part.Length;
        }

        said.ShouldEndWith(parts[^1]);
    }
}
