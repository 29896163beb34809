namespace LowRankDefense.Lab.Measuring;

/// <summary>Where a run stood at a moment.</summary>
/// <param name="Seconds">The moment, on any clock that all samples of a run share.</param>
/// <param name="Done">Events committed until then.</param>
/// <param name="CpuSeconds">Processor time that the process measured has taken until then.</param>
/// <param name="BrokerCpuSeconds">The same of the broker's process; null where that is not known.</param>
internal readonly record struct RunSample(double Seconds, long Done, double CpuSeconds, double? BrokerCpuSeconds);
