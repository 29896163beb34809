namespace LowRankDefense.Simulators.Crashes;

/// <summary>One crash of a plan.</summary>
/// <param name="Target">What is killed.</param>
/// <param name="AfterEvents">Once so many events are sent.</param>
public readonly record struct Crash(CrashTarget Target, long AfterEvents);
