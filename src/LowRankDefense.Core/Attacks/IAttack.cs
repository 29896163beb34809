using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Writes fake profiles by a fixed recipe.</summary>
public interface IAttack
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What its fakes are like, in one sentence.</summary>
    string Description { get; }

    /// <summary>One campaign of fake profiles against <paramref name="genuine"/>.</summary>
    /// <param name="genuine">Genuine profiles: users × items, at least one interaction.</param>
    /// <param name="options">Count, targets, lengths.</param>
    /// <param name="random">One seed gives one set of fakes.</param>
    /// <returns>Fakes × items; every value is one that occurs in <paramref name="genuine"/>.</returns>
    /// <exception cref="ArgumentException">
    /// No target or one outside the items, none with the neighbours that are to be pushed in its place, no genuine interaction to learn from, or a nuke on data of one value, where no value is lower.
    /// </exception>
    CsrMatrix Generate(CsrMatrix genuine, AttackOptions options, SeededRandom random);
}
