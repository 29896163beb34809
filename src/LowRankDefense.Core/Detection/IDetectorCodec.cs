namespace LowRankDefense.Core.Detection;

/// <summary>Turns the detectors of one family into sealed bytes and back.</summary>
public interface IDetectorCodec
{
    /// <summary>Whether <paramref name="bytes"/> begin with a header of this family, in whatever format version.</summary>
    bool Knows(ReadOnlySpan<byte> bytes);

    /// <summary>The bytes of <paramref name="detector"/>.</summary>
    /// <exception cref="ArgumentException">A detector of another family.</exception>
    byte[] Encode(IDetector detector);

    /// <summary>The detector in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">Not a detector of this family, of an unknown format version, damaged, or of parts that do not fit.</exception>
    IDetector Decode(ReadOnlySpan<byte> bytes);
}
