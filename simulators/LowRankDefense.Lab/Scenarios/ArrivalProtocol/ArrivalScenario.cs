using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Streaming.Refresh;

namespace LowRankDefense.Lab.Scenarios.ArrivalProtocol;

/// <summary>Measures what is found of fakes that arrive among genuine users, without labels.</summary>
internal sealed class ArrivalScenario
{
    // As often as a platform that grows by a twentieth between two patrols.
    private const double Growth = 0.05;

    /// <summary>Genuine users × items, in order of arrival.</summary>
    public required CsrMatrix Genuine { get; init; }

    /// <summary>For each row of <see cref="Genuine"/> the one that the same account came with before, −1 for none; null where everybody comes once.</summary>
    public IReadOnlyList<int>? Earlier { get; init; }

    /// <summary>What each row of <see cref="Genuine"/> is; null where nobody knows.</summary>
    public IReadOnlyList<KnownAccount>? Known { get; init; }

    /// <summary>Fakes × items; none for a false-alarm run.</summary>
    public required CsrMatrix Fakes { get; init; }

    /// <summary>Attacks that trained detectors are not shown, the injected one among them; empty where nobody knows.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Item id of each column.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Columns of the items that the fakes push; empty where nobody knows.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Share of the users that are history.</summary>
    public required double History { get; init; }

    /// <summary>When the fakes come, unless <see cref="Before"/> says.</summary>
    public required ArrivalPattern Pattern { get; init; }

    /// <summary>How many genuine users come before each fake; null where that is to be drawn.</summary>
    public IReadOnlyList<double>? Before { get; init; }

    /// <summary>What is true of the fakes, in the order of their rows; null where nobody knows.</summary>
    public AttackTruth? Truth { get; init; }

    /// <summary>Whether fakes act from accounts of genuine users of the past, which turn.</summary>
    public bool Aged { get; init; }

    /// <summary>Seed of the places of the fakes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many users arrive.</summary>
    public int Count => Genuine.Rows + Fakes.Rows;

    /// <summary>Runs it.</summary>
    /// <param name="seen">Told how many users have come.</param>
    /// <param name="stop">Gives up.</param>
    public IReadOnlyList<Figure> Run(Action<long> seen, CancellationToken stop)
    {
        var (result, order, isFake) = Arrive(seen, stop);
        return FiguresOf(result, order, isFake);
    }

    /// <summary>What comes of it, and in order of arrival the row of each user, fakes behind the genuine ones, and whether it is fake.</summary>
    /// <inheritdoc cref="Run"/>
    public (ArrivalResult Result, int[] Order, bool[] IsFake) Arrive(Action<long> seen, CancellationToken stop)
    {
        var random = new SeededRandom(Seed);
        var order = Before is null ? Arrivals.Order(Genuine.Rows, Fakes.Rows, Pattern, random) : Arrivals.Order(Genuine.Rows, Before);
        bool[] isFake = [.. order.Select(u => u >= Genuine.Rows)];
        var users = Genuine.StackAbove(Fakes).SelectRows(order);
        var experiment = new ArrivalExperiment(History, Growth, new RefreshOptions().MinimumUsers, string.Join(',', LeftOut), Seed)
        {
            Earlier = Aged ? Accounts.Bought(isFake, (int)(History * users.Rows), random) : EarlierIn(order),
        };
        return (experiment.Run(users, isFake, seen, stop), order, isFake);
    }

    /// <summary>Median events of a fake until the live campaigns or a trained detector convict it; null for never.</summary>
    /// <param name="isFake">Whether each user is fake, in order of arrival.</param>
    /// <param name="result">What came of it.</param>
    public int? EventsToVerdict(bool[] isFake, ArrivalResult result) =>
        VerdictDelay.Median(
            result.Accounts,
            [.. Enumerable.Range(0, isFake.Length).Where(u => isFake[u])],
            result.Judges(Items.Count),
            new SeededRandom(Seed)
        );

    private Figure[] FiguresOf(ArrivalResult result, int[] order, bool[] isFake)
    {
        var (held, found) = (result.Held.Count(h => h), result.Held.Zip(isFake).Count(u => u.First && u.Second));
        var byPatrol = result.Holders.Zip(isFake).Count(u => u.First >= 0 && !u.Second);
        return
        [
            new("recall", Share(found, Fakes.Rows), "share of the fakes that are held in the end"),
            .. Truth?.Recalls(HeldFakes(order, result), "are held in the end") ?? [],
            new("fpr", Share(held - found, Genuine.Rows), "share of the genuine users that are held in the end"),
            new("false_positives", held - found, $"of {Genuine.Rows} genuine users"),
            new("false_positives.patrol", byPatrol, "of them those that a campaign or a crowd holds; the others are trained detectors'"),
            new("precision", Share(found, held), "share of those held that are fakes"),
            .. Ranking("", result.CombinedNats, isFake, "of the largest evidence of any detector"),
            .. result.Nats.SelectMany(own => Ranking($"{own.Key}.", own.Value, isFake, $"of the evidence of {own.Key}")),
            new("campaigns", result.Campaigns.Select(c => Describe(c, result, isFake)).ToArray(), "live in the end, and what they push"),
            new(
                "crowds",
                result.Crowds.Select(c => Describe(c, result, isFake)).ToArray(),
                "known in the end: one item, pushed by users unlike its own"
            ),
            new("campaigns_opened", result.Opened, "ever; those not live any more were closed as themes of the platform"),
            new("crowds_opened", result.CrowdsOpened, "ever; those not known any more were closed"),
            new("fakes_before_alert", result.FakesBeforeAlert, "fakes that had come when a campaign or a crowd first held one"),
            new(
                "events_to_verdict",
                EventsToVerdict(isFake, result),
                "median events of a fake, drawn in any order, until the live campaigns or a trained detector convict it"
            ),
            .. RolesIn(order, result),
            new("judging_seconds", result.Seconds, "wall time of patrols, training and judging"),
        ];
    }

    private int[]? EarlierIn(int[] order)
    {
        if (Earlier is null)
            return null;
        var place = new int[order.Length];
        for (var p = 0; p < order.Length; p++)
            place[order[p]] = p;
        return Array.ConvertAll(order, row => row < Genuine.Rows && Earlier[row] >= 0 ? place[Earlier[row]] : -1);
    }

    private IEnumerable<Figure> RolesIn(int[] order, ArrivalResult result) =>
        Known is null ? [] : [new("roles", HeldRole.Of(Known, order, result), "what genuine accounts are, how many are held, and by what")];

    private bool[] HeldFakes(int[] order, ArrivalResult result)
    {
        var (held, isHeld) = (result.Held, new bool[Fakes.Rows]);
        for (var u = 0; u < order.Length; u++)
        {
            if (order[u] >= Genuine.Rows)
                isHeld[order[u] - Genuine.Rows] = held[u];
        }

        return isHeld;
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static IEnumerable<Figure> Ranking(string detector, float[] nats, bool[] isFake, string what) =>
        !isFake.Contains(true)
            ? [new($"{detector}auc", null, what), new($"{detector}recall@1%fpr", null, what)]
            :
            [
                new($"{detector}auc", DetectionMetrics.RocAuc(nats, isFake), $"area under the curve {what}"),
                new(
                    $"{detector}recall@1%fpr",
                    DetectionMetrics.RecallAtFpr(nats, isFake, 0.01),
                    $"at the threshold {what} that 1 % of the genuine reach"
                ),
            ];

    private FoundCrowd Describe(Crowd crowd, ArrivalResult result, bool[] isFake)
    {
        int[] users = [.. Enumerable.Range(0, result.Holders.Length).Where(u => result.Holders[u] == crowd.Number)];
        return new FoundCrowd(
            users.Length,
            users.Count(u => isFake[u]),
            Items[crowd.Item],
            Targets.Length == 0 ? null : Targets.Contains(crowd.Item),
            Math.Round(crowd.Ratio, 2)
        );
    }

    private FoundCampaign Describe(Campaign campaign, ArrivalResult result, bool[] isFake)
    {
        int[] users = [.. Enumerable.Range(0, result.Holders.Length).Where(u => result.Holders[u] == campaign.Number)];
        return new FoundCampaign(
            users.Length,
            users.Count(u => isFake[u]),
            [.. campaign.Fit.Core.Select(c => Items[c])],
            Targets.Length == 0 ? null : Targets.Count(campaign.Fit.Core.Contains),
            Targets.Length == 0 ? null : Targets.Length
        );
    }
}

/// <summary>An odd crowd as an experiment found it.</summary>
/// <param name="Users">Users that it holds.</param>
/// <param name="Fakes">Fakes among them.</param>
/// <param name="Item">Id of the item that it pushes.</param>
/// <param name="IsTarget">Whether that is a target; null where nobody knows the targets.</param>
/// <param name="Ratio">How many times as odd as the oddest of the items it was held against.</param>
internal sealed record FoundCrowd(int Users, int Fakes, string Item, bool? IsTarget, double Ratio)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Users} users, {Fakes} fakes, item {Item}{(IsTarget == true ? ", a target" : "")}";
}

/// <summary>A campaign as an experiment found it.</summary>
/// <param name="Users">Users that it holds.</param>
/// <param name="Fakes">Fakes among them.</param>
/// <param name="Core">Ids of the items that it pushes.</param>
/// <param name="TargetsNamed">Targets among these; null where nobody knows the targets.</param>
/// <param name="Targets">Targets; null where nobody knows them.</param>
internal sealed record FoundCampaign(int Users, int Fakes, string[] Core, int? TargetsNamed, int? Targets)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var named = TargetsNamed is null ? "" : $", {TargetsNamed} of {Targets} targets";
        return $"{Users} users, {Fakes} fakes, items {string.Join(' ', Core)}{named}";
    }
}
