using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Measures what is found of fakes that arrive among genuine users, without labels.</summary>
internal sealed class ArrivalScenario
{
    // As often as a platform that grows by a twentieth between two patrols.
    private const double Growth = 0.05;

    /// <summary>Genuine users × items, in order of arrival.</summary>
    public required CsrMatrix Genuine { get; init; }

    /// <summary>Fakes × items; none for a false-alarm run.</summary>
    public required CsrMatrix Fakes { get; init; }

    /// <summary>Item id of each column.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Columns of the items that the fakes push; empty where nobody knows.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Share of the users that are history.</summary>
    public required double History { get; init; }

    /// <summary>When the fakes come.</summary>
    public required ArrivalPattern Pattern { get; init; }

    /// <summary>Seed of the places of the fakes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many users arrive.</summary>
    public int Count => Genuine.Rows + Fakes.Rows;

    /// <summary>Runs it.</summary>
    /// <param name="seen">Told how many users have come.</param>
    /// <param name="stop">Gives up.</param>
    public IReadOnlyList<Figure> Run(Action<long> seen, CancellationToken stop)
    {
        var order = Arrivals.Order(Genuine.Rows, Fakes.Rows, Pattern, new SeededRandom(Seed));
        bool[] isFake = [.. order.Select(u => u >= Genuine.Rows)];
        var users = Genuine.StackAbove(Fakes).SelectRows(order);
        var result = new ArrivalExperiment(History, Growth).Run(users, isFake, seen, stop);
        var held = result.Holders.Count(h => h >= 0);
        var found = isFake.Where((fake, u) => fake && result.Holders[u] >= 0).Count();
        return
        [
            new("recall", Share(found, Fakes.Rows), "share of the fakes that are held in the end"),
            new("fpr", Share(held - found, Genuine.Rows), "share of the genuine users that are held in the end"),
            new("false_positives", held - found, $"of {Genuine.Rows} genuine users"),
            new("precision", Share(found, held), "share of those held that are fakes"),
            new(
                "campaigns",
                result.Campaigns.Select(c => Describe(c, result, isFake)).ToArray(),
                "live in the end: users, fakes among them, what they push"
            ),
            new("campaigns_opened", result.Opened, "ever; those not live any more were closed as themes of the platform"),
            new("fakes_before_alert", result.FakesBeforeAlert, "fakes that had come when the first of them was held"),
            new("seconds", result.Seconds, "wall time of all patrols"),
        ];
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private string Describe(Campaign campaign, ArrivalResult result, bool[] isFake)
    {
        int[] users = [.. Enumerable.Range(0, result.Holders.Length).Where(u => result.Holders[u] == campaign.Number)];
        var core = string.Join(' ', campaign.Fit.Core.Select(c => Items[c]));
        var named = Targets.Length == 0 ? "" : $", {Targets.Count(campaign.Fit.Core.Contains)} of {Targets.Length} targets";
        return $"{users.Length} users, {users.Count(u => isFake[u])} fakes, items {core}{named}";
    }
}
