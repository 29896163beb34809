using System.Globalization;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Streaming.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>Listens to the log and the loops of a worker, and says in plain words what the guard is doing. Thread-safe.</summary>
/// <param name="say">Told every sentence.</param>
internal sealed class GuardNarrator(Action<string> say) : ILoggerProvider, ILogger, IPipelineProbe
{
    private readonly Lock gate = new();
    private string? last;
    private int largestBurst;
    private (int Number, int Users, int Interactions) refresh;

    /// <summary>The last refresh that was published: how many there were with it, and what it learnt from.</summary>
    public (int Number, int Users, int Interactions) Refresh
    {
        get
        {
            lock (gate)
                return refresh;
        }
    }

    /// <summary>Has a worker tell this narrator what it does; what others hear of it stays as it is.</summary>
    /// <param name="services">Services of the worker.</param>
    public void ListenTo(IServiceCollection services)
    {
        services.AddSingleton<IPipelineProbe>(this);
        services.AddLogging(logging => logging.AddProvider(this).AddFilter<GuardNarrator>("LowRankDefense", LogLevel.Information));
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> told)
            return;
        string Told(string name) => Convert.ToString(told.FirstOrDefault(t => t.Key == name).Value, CultureInfo.InvariantCulture) ?? "";
        if (eventId.Name == "Refreshed")
        {
            lock (gate)
                refresh = (refresh.Number + 1, Number(Told("Users")), Number(Told("Interactions")));
        }

        Say(
            eventId.Name switch
            {
                "SelfTraining" => $"learning without labels what is normal, from {Told("Users")} profiles ({Told("Family")})",
                "DetectorSwitched" => $"adopting what it has learnt: {Told("Version")}",
                "CampaignTurned" => $"{Told("Campaign")} {InWords(Told("Turn"))}: {Told("Users")} users, pushing {Told("Items")}",
                "BurstRaised" when IsLargerBurst(Number(Told("Suspects"))) =>
                    $"alert: a burst of {Told("Suspects")} fake users, pushing {Told("Items")}",
                "Refreshed" => $"publishing recommendations, learnt from {Told("Users")} users and {Told("Interactions")} interactions",
                "RefreshFailed" => $"a refresh failed in its step {Told("Step")} and will be tried again",
                _ => null,
            }
        );
    }

    /// <inheritdoc/>
    public void Reached(PipelinePoint point, int loop) =>
        Say(
            point switch
            {
                PipelinePoint.DetectorsAdopted => "judging by what it knows now",
                PipelinePoint.SweptSlice => "sweeping: looking at every known profile again",
                _ => null,
            }
        );

    /// <inheritdoc/>
    public void Dispose() { }

    // Loops and partitions say the same one after the other.
    private void Say(string? sentence)
    {
        lock (gate)
        {
            if (sentence is null || sentence == last)
                return;
            last = sentence;
        }

        say(sentence);
    }

    // Every partition has bursts of its own; the story tells of one as it grows.
    private bool IsLargerBurst(int suspects)
    {
        lock (gate)
        {
            var isLarger = suspects > largestBurst;
            largestBurst = Math.Max(largestBurst, suspects);
            return isLarger;
        }
    }

    private static string InWords(string turn) =>
        Enum.Parse<CampaignTurn>(turn) switch
        {
            CampaignTurn.Opened => "is found",
            CampaignTurn.Grown => "has grown",
            CampaignTurn.Suspended => "would hold too many, so that nobody is held before somebody has looked",
            CampaignTurn.Closed => "was no attack after all, and its users are let go",
            var unknown => throw new ArgumentOutOfRangeException(nameof(turn), unknown, "There are no words for this turn."),
        };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
