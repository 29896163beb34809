using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>Events of genuine users and of two kinds of fakes, in random order, until enough were sent: fakes of kind a have many items <c>a-…</c>, those of kind b many <c>b-…</c>.</summary>
internal sealed class GuardedStream
{
    private const int Genuine = 3_000;
    private const int FakesOfAKind = 300;
    private const int ItemsOfAKind = 200;
    private const int Late = 30;
    private const int LateEvents = 3;
    private volatile bool enough;

    /// <summary>All items.</summary>
    public static IReadOnlyList<string> Items { get; } =
    [.. new[] { "i", "a", "b" }.SelectMany(kind => Enumerable.Range(0, ItemsOfAKind).Select(n => $"{kind}-{n}"))];

    /// <summary>Fake users of a kind.</summary>
    public static IEnumerable<string> Fakes(string kind) => Enumerable.Range(0, FakesOfAKind).Select(n => $"fake-{kind}-{n}");

    /// <summary>Events of users who came too late to be known: still held in probation at the end.</summary>
    public static int HeldAtTheEnd => Late * LateEvents;

    /// <summary>Ends the stream.</summary>
    public void Enough() => enough = true;

    /// <summary>The events; every user has at least a dozen, but for the late ones.</summary>
    public IEnumerable<Interaction> Events()
    {
        var random = new SeededRandom(7);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var i = 0;
        while (!enough)
        {
            var n = random.NextInt(Genuine + (2 * FakesOfAKind));
            var (user, kind) =
                n < Genuine ? ($"genuine-{n}", "i")
                : n < Genuine + FakesOfAKind ? ($"fake-a-{n - Genuine}", "a")
                : ($"fake-b-{n - Genuine - FakesOfAKind}", "b");
            yield return Event(user, random.NextDouble() < 0.8 ? kind : "i");
        }

        foreach (var user in Enumerable.Range(0, Genuine).Select(u => $"genuine-{u}"))
        {
            for (var e = 0; e < 12; e++)
                yield return Event(user, "i");
        }

        foreach (var (user, kind) in Fakes("a").Select(u => (u, "a")).Concat(Fakes("b").Select(u => (u, "b"))))
        {
            for (var e = 0; e < 12; e++)
                yield return Event(user, kind);
        }

        for (var u = 0; u < Late; u++)
        for (var e = 0; e < LateEvents; e++)
            yield return Event($"late-{u}", "i");

        Interaction Event(string user, string kind) => new($"e-{i++}", user, $"{kind}-{random.NextInt(ItemsOfAKind)}", 1f, now);
    }
}
