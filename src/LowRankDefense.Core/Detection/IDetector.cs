namespace LowRankDefense.Core.Detection;

/// <summary>A fake-user detector as stages and explanations see it: an immutable, versioned model that scores a profile by the evidence of its events.</summary>
/// <remarks>
/// Evidence is a running sum over the distinct items of a profile. It starts at zero; an event costs O(<see cref="EvidenceLength"/>), whatever the
/// profile's length. What an item and its value add is the family's own affair, and so is what the sum means. Every member is thread-safe, and all
/// but the properties allocate nothing.
/// </remarks>
public interface IDetector
{
    /// <summary>Name of the family in the detector catalog, such as <c>pca-svm</c>; verdicts name it.</summary>
    string Family { get; }

    /// <summary>Version, unique among all models ever published; verdicts carry it.</summary>
    string Version { get; }

    /// <summary>Number of floats that the evidence of one profile takes.</summary>
    int EvidenceLength { get; }

    /// <summary>Says whose profile it is, before the first item is added; most detectors do not mind.</summary>
    /// <param name="evidence">All zeros, <see cref="EvidenceLength"/> long.</param>
    /// <param name="user">User id.</param>
    void Begin(Span<float> evidence, string user) { }

    /// <summary>Adds an item to <paramref name="evidence"/>; one the detector does not know adds nothing, and counts for the length only.</summary>
    /// <param name="evidence">Running sum, <see cref="EvidenceLength"/> long.</param>
    /// <param name="item">Item id, not yet part of the sum.</param>
    /// <param name="value">Strength of the interaction.</param>
    void Add(Span<float> evidence, string item, float value);

    /// <summary>Takes back what <see cref="Add"/> has added, up to rounding.</summary>
    /// <inheritdoc cref="Add"/>
    void Remove(Span<float> evidence, string item, float value);

    /// <summary>Distinct items of the profile that the score is about: those the detector knows, where it can tell; thresholds and p-values go by it.</summary>
    /// <param name="evidence">Sum over the profile's items.</param>
    /// <param name="length">Distinct items of the profile, known and unknown ones; 0 or more.</param>
    /// <returns>0 to <paramref name="length"/>; the latter where the detector does not count.</returns>
    int KnownLength(ReadOnlySpan<float> evidence, int length) => length;

    /// <summary>Decision value of a profile; the larger, the more likely fake.</summary>
    /// <param name="evidence">Sum over the profile's items; as <see cref="Begin"/> left it for an empty profile.</param>
    /// <param name="length">Distinct items of the profile, known and unknown ones; 0 or more.</param>
    float Score(ReadOnlySpan<float> evidence, int length);

    /// <summary>The decision value above which a profile of <paramref name="length"/> known items is fake, calibrated to the false-positive budget.</summary>
    float Threshold(int length);

    /// <summary>Share of genuine profiles that ever reach <paramref name="score"/> or more, held against their length at that time, as the calibration saw them.</summary>
    /// <param name="score">Decision value.</param>
    /// <param name="length">Known items of the profile.</param>
    /// <returns>Above 0, at most 1; NaN where the detector carries no calibration.</returns>
    double PValue(float score, int length);

    /// <summary>What is left of the decision value where no item is credited: <see cref="Score"/> = this + Σ <see cref="Contribution"/> over the items.</summary>
    /// <param name="evidence">Sum over the profile's items.</param>
    /// <param name="length">Distinct items of the profile.</param>
    float Baseline(ReadOnlySpan<float> evidence, int length);

    /// <summary>The part of the decision value that an item of the profile is to be credited with; above 0 it speaks for a fake.</summary>
    /// <param name="evidence">Sum over the profile's items, the item among them.</param>
    /// <param name="length">Distinct items of the profile.</param>
    /// <param name="item">An item of the profile.</param>
    /// <param name="value">Its value.</param>
    float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value);

    /// <summary>Name of the campaign that the score is about; null where the family knows none, or the profile belongs to none.</summary>
    /// <param name="evidence">Sum over the profile's items.</param>
    /// <param name="length">Distinct items of the profile.</param>
    string? Campaign(ReadOnlySpan<float> evidence, int length);
}
