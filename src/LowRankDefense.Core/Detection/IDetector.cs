namespace LowRankDefense.Core.Detection;

/// <summary>A fake-user detector as the scoring path sees it: an immutable, versioned model over projected profiles.</summary>
/// <remarks>
/// A profile's projection is Σ value · basis row over its interactions and starts at zero, so that one interaction costs
/// <see cref="Rank"/> multiply-adds; centring and any scaling by length are part of <see cref="Score"/>.
/// Every member is thread-safe and allocates nothing.
/// </remarks>
public interface IDetector
{
    /// <summary>Version, unique among all models ever published; verdicts carry it.</summary>
    string Version { get; }

    /// <summary>Length of a projection.</summary>
    int Rank { get; }

    /// <summary>Adds one interaction to <paramref name="projection"/> (length <see cref="Rank"/>); an unknown item adds nothing.</summary>
    void Add(Span<float> projection, string item, float value);

    /// <summary>Decision value of a projected profile of <paramref name="length"/> interactions; the larger, the more likely fake.</summary>
    float Score(ReadOnlySpan<float> projection, int length);

    /// <summary>The decision value above which a profile of <paramref name="length"/> interactions is fake, calibrated to the false-positive budget.</summary>
    float Threshold(int length);
}
