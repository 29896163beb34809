namespace LowRankDefense.Core.Detection.Catalog;

/// <summary>A kind of detector: how it is trained, and how it is written and read.</summary>
/// <param name="Name">Name in options, verdicts and on the command line; <see cref="IDetector.Family"/> of its detectors.</param>
/// <param name="Codec">Its bytes.</param>
/// <param name="CreateTrainer">
/// A trainer with the given settings; throws <see cref="ArgumentException"/> where one is out of its range. Null where there is nothing to train: a
/// patrol finds the detectors of such a family in the stream.
/// </param>
public sealed record DetectorFamily(string Name, IDetectorCodec Codec, Func<DetectorSettings, IDetectorTrainer<IDetector>>? CreateTrainer = null);
