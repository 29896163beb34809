using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>The fakes of one campaign, and what their owner knows.</summary>
/// <param name="Fakes">Fakes × items.</param>
/// <param name="Genuine">The genuine data.</param>
/// <param name="Targets">Columns of the items that are attacked.</param>
/// <param name="Random">Source of all draws.</param>
public sealed record ObfuscatedCampaign(CsrMatrix Fakes, GenuineStatistics Genuine, IReadOnlySet<int> Targets, SeededRandom Random)
{
    // Draws meet few new items once a profile has most of those there are: it ends there.
    private const int DrawsPerItem = 50;

    /// <summary>The items of a fake besides the targets, in the order of their columns.</summary>
    /// <param name="profile">Item → value.</param>
    public int[] FillersOf(Dictionary<int, float> profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [.. profile.Keys.Where(i => !Targets.Contains(i)).Order()];
    }

    /// <summary>Adds items that the profile does not have, none of them a target, until it has <paramref name="count"/> more, as far as draws find them.</summary>
    /// <param name="profile">Item → value.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="draw">Draws an item and its value.</param>
    public void Fill(Dictionary<int, float> profile, int count, Func<Filler> draw)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(draw);
        for (var draws = (long)DrawsPerItem * count; count > 0 && draws > 0; draws--)
        {
            var (item, value) = draw();
            if (!Targets.Contains(item) && profile.TryAdd(item, value))
                count--;
        }
    }

    /// <summary>The targets of a fake with the values it gives them: what an obfuscation that writes the rest anew keeps.</summary>
    /// <param name="profile">Item → value.</param>
    public Dictionary<int, float> TargetsOf(Dictionary<int, float> profile) => profile.Where(e => Targets.Contains(e.Key)).ToDictionary();
}
