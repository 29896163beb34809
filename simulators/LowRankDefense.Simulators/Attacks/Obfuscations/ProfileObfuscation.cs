using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>The frame of obfuscations that take one fake after the other.</summary>
public abstract class ProfileObfuscation : IObfuscation
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public CsrMatrix Apply(CsrMatrix fakes, GenuineStatistics genuine, IReadOnlyCollection<int> targets, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(random);
        if (fakes.Columns != genuine.Genuine.Columns)
        {
            throw new ArgumentException(
                $"Fakes over {fakes.Columns} items cannot hide among profiles over {genuine.Genuine.Columns}: index both alike.",
                nameof(fakes)
            );
        }

        var disguise = BeginCampaign(new ObfuscatedCampaign(fakes, genuine, targets.ToHashSet(), random));
        var entries = new List<(int Row, int Column, float Value)>(fakes.NonZeros);
        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var (item, value) in disguise(ProfileOf(fakes, fake)))
                entries.Add((fake, item, value));
        }

        return CsrMatrix.FromEntries(fakes.Rows, fakes.Columns, entries);
    }

    /// <summary>Called once for each campaign: settles what its fakes have in common, and returns what is done to the profile of each, item → value.</summary>
    /// <param name="campaign">The fakes, and what the attacker knows.</param>
    protected abstract Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign);

    private static Dictionary<int, float> ProfileOf(CsrMatrix fakes, int fake)
    {
        var profile = new Dictionary<int, float>(fakes.CountOf(fake));
        for (var e = fakes.RowStarts[fake]; e < fakes.RowStarts[fake + 1]; e++)
            profile[fakes.ColumnIndices[e]] = fakes.Values[e];
        return profile;
    }
}
