using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Writes fake profiles by a fixed recipe.</summary>
public interface IAttack
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Fake profiles against <paramref name="genuine"/>.</summary>
    /// <param name="genuine">Genuine profiles: users × items, at least one interaction.</param>
    /// <param name="options">Count, targets, lengths.</param>
    /// <param name="random">One seed gives one set of fakes.</param>
    /// <returns>Fakes × items.</returns>
    /// <exception cref="ArgumentException">A target outside the items, or no genuine interaction to learn from.</exception>
    CsrMatrix Generate(CsrMatrix genuine, AttackOptions options, SeededRandom random);
}
