using System.Numerics;

namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>The place of one campaign in the evidence of a profile: which of its items the profile has, one bit each.</summary>
internal sealed class CampaignBits
{
    // A float holds every whole number below 2²⁴.
    private const int BitsPerWord = 24;
    private readonly int firstWord;
    private readonly uint[] core;
    private readonly double[] rates;
    private readonly double[] shares;
    private readonly double[] logRates;
    private readonly double[] logLacks;

    private CampaignBits(CampaignModel model, int firstWord)
    {
        (Model, this.firstWord) = (model, firstWord);
        core = new uint[Words];
        rates = [.. model.Items.Select(i => Background.Rate(i.Rate, 0))];
        shares = [.. model.Items.Select(i => i.Share)];
        logRates = Array.ConvertAll(rates, r => Math.Log(r));
        logLacks = Array.ConvertAll(rates, r => Math.Log(1 - r));
        for (var place = 0; place < model.Items.Count; place++)
            core[place / BitsPerWord] |= model.Items[place].IsCore ? 1u << (place % BitsPerWord) : 0;
    }

    /// <summary>The campaign.</summary>
    public CampaignModel Model { get; }

    /// <summary>Floats that it takes.</summary>
    public int Words => (Model.Items.Count + BitsPerWord - 1) / BitsPerWord;

    /// <summary>Places for all of <paramref name="models"/>, one behind the other.</summary>
    public static CampaignBits[] Of(IReadOnlyList<CampaignModel> models)
    {
        var (all, words) = (new CampaignBits[models.Count], 0);
        for (var c = 0; c < all.Length; c++)
        {
            all[c] = new CampaignBits(models[c], words);
            words += all[c].Words;
        }

        return all;
    }

    /// <summary>Where the item at <paramref name="place"/> is kept.</summary>
    public ItemBit BitOf(int place) => new(this, place, firstWord + (place / BitsPerWord), 1u << (place % BitsPerWord));

    /// <summary>Items of the core that the profile has.</summary>
    public int CoreOf(ReadOnlySpan<float> evidence)
    {
        var count = 0;
        for (var w = 0; w < core.Length; w++)
            count += BitOperations.PopCount(WordOf(evidence, w) & core[w]);
        return count;
    }

    /// <summary>Evidence that a profile of <paramref name="length"/> items is a member's, nats.</summary>
    public double Nats(ReadOnlySpan<float> evidence, int length)
    {
        var sum = 0.0;
        for (var place = 0; place < Model.Items.Count; place++)
            sum += Nats(place, Has(evidence, place), length);
        return sum;
    }

    /// <summary>What having an item speaks for a member, over what lacking it would, nats.</summary>
    public double Credit(int place, int length) => Nats(place, has: true, length) - Nats(place, has: false, length);

    /// <summary>The sum of <see cref="Credit"/> over the items that the profile has.</summary>
    public double Credited(ReadOnlySpan<float> evidence, int length)
    {
        var sum = 0.0;
        for (var place = 0; place < Model.Items.Count; place++)
            sum += Has(evidence, place) ? Credit(place, length) : 0;
        return sum;
    }

    // ln (r / b) where the user has it; ln ((1 − r) / (1 − b)) = ln (1 − r) + n p where not; 0 where the background is above the rate
    private double Nats(int place, bool has, int length)
    {
        if (!has)
            return Math.Min(0, logLacks[place] + (length * shares[place]));
        var background = Background.Probability(length, shares[place]);
        return background >= rates[place] ? 0 : logRates[place] - Math.Log(background);
    }

    private bool Has(ReadOnlySpan<float> evidence, int place) => ((WordOf(evidence, place / BitsPerWord) >> (place % BitsPerWord)) & 1) == 1;

    // Whole numbers below 2²⁴: nothing to saturate.
    private uint WordOf(ReadOnlySpan<float> evidence, int word) => (uint)float.ConvertToIntegerNative<int>(evidence[firstWord + word]);
}

/// <summary>An item of one campaign in the evidence.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Place">Place of the item among its telling items.</param>
/// <param name="Word">Float of the evidence.</param>
/// <param name="Value">The power of two that stands for the item.</param>
internal readonly record struct ItemBit(CampaignBits Campaign, int Place, int Word, float Value);
