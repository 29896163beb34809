using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Changes the profiles that an attack has written, whichever it was, so that they are harder to tell from genuine ones.</summary>
public interface IObfuscation
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What it does to the fakes, in one sentence.</summary>
    string Description { get; }

    /// <summary>The profiles, obfuscated.</summary>
    /// <param name="fakes">Fakes × items, as the attack wrote them.</param>
    /// <param name="genuine">What the attacker knows of the genuine data, over the same items.</param>
    /// <param name="targets">Columns of the items that are attacked.</param>
    /// <param name="random">One seed gives one set of profiles.</param>
    /// <returns>As many fakes × items; every value is one that occurs in the genuine data.</returns>
    /// <exception cref="ArgumentException">It cannot be done on this data, or for these targets; the message says why.</exception>
    CsrMatrix Apply(CsrMatrix fakes, GenuineStatistics genuine, IReadOnlyCollection<int> targets, SeededRandom random);
}
