namespace LowRankDefense.Simulators.Tests;

/// <summary>Hears of progress at once, on the thread that reports it.</summary>
internal sealed class Recorder<T>(Action<T> record) : IProgress<T>
{
    public void Report(T value) => record(value);
}
