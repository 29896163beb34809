namespace LowRankDefense.Core.Detection.Catalog;

/// <summary>A kind of detector: how it is trained, and how it is written and read.</summary>
/// <param name="Name">Name in options, verdicts and on the command line; <see cref="IDetector.Family"/> of its detectors.</param>
/// <param name="CreateTrainer">A trainer with the given settings; throws <see cref="ArgumentException"/> where one is out of its range.</param>
/// <param name="Codec">Its bytes.</param>
public sealed record DetectorFamily(string Name, Func<DetectorSettings, IDetectorTrainer<IDetector>> CreateTrainer, IDetectorCodec Codec);
