using System.Diagnostics;
using System.Text.Json;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Sweeps;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Takes fake users out of a data set at once, and says why each went.</summary>
internal sealed class SanitizeScenario
{
    private readonly DataSet whole;
    private readonly IndexedDataSet indexed;
    private readonly HashSet<string>? fakes;
    private IReadOnlyList<SweptCampaign> campaigns = [];

    private SanitizeScenario(DataSet whole, HashSet<string>? fakes)
    {
        (this.whole, this.fakes) = (whole, fakes);
        indexed = IndexedDataSet.Of(whole, binary: true);
    }

    /// <summary>What is left, in the order of the data.</summary>
    public IReadOnlyList<Rating> Kept
    {
        get
        {
            var removed = RemovedUsers.ToHashSet(StringComparer.Ordinal);
            return [.. whole.Train.Where(r => !removed.Contains(r.User))];
        }
    }

    /// <summary>What was found and why, for a file.</summary>
    public Figure Found =>
        new(
            "campaigns",
            campaigns
                .Select(c => new
                {
                    users = c.Members.Select(m => new
                    {
                        user = indexed.Users[m.Row],
                        nats = m.Nats,
                        core = m.Core,
                    }),
                    items = c.Items.Select(i => new
                    {
                        item = indexed.Items[i.Column],
                        rate = i.Rate,
                        shareOfOthers = i.Share,
                        core = i.IsCore,
                    }),
                    nats = c.MedianEvidence,
                    @public = c.Public,
                    fanNats = c.FanNats,
                    finding = JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Finding.ToString()),
                })
                .ToArray(),
            "what was found, and of whom"
        );

    /// <summary>A scenario.</summary>
    /// <param name="data">The data, nothing held out.</param>
    /// <param name="fakes">Fakes to add before, none of whom is a user of the data; null for none. They get times where the data has them.</param>
    public static SanitizeScenario Of(DataSet data, IReadOnlyList<Rating>? fakes)
    {
        if (fakes is null)
            return new SanitizeScenario(data, fakes: null);
        var users = fakes.Select(f => f.User).ToHashSet(StringComparer.Ordinal);
        // What is left of them is not to leave the data without an order in time.
        var added = InteractionStream.Inject(InteractionStream.InTimeOrder(data.Train), fakes, from: 0, until: 1).Where(r => users.Contains(r.User));
        return new SanitizeScenario(new DataSet(data.Name, [.. data.Train, .. added], []), users);
    }

    private IEnumerable<string> RemovedUsers => Of(SweepFinding.Campaign).SelectMany(c => c.Members).Select(m => indexed.Users[m.Row]);

    /// <summary>Runs it.</summary>
    /// <param name="looked">Told the share of the beginnings that were looked at, in percent.</param>
    /// <param name="stop">Gives up.</param>
    public IReadOnlyList<Figure> Run(Action<long> looked, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        campaigns = new CampaignSweep(new CampaignOptions()).Run(indexed.Train, (done, all) => looked(100L * done / all), stop);
        looked(100);
        var removed = RemovedUsers.ToList();
        return
        [
            new("users", indexed.Users.Count, "users of the data, added fakes among them"),
            new("removed", removed.Count, "users taken out"),
            new("campaigns", Describe(SweepFinding.Campaign), "what they pushed"),
            new("unsure", Describe(SweepFinding.Unsure), "left in: hardly anybody else has these items"),
            new("themes", Describe(SweepFinding.Theme), "left in: others have some of these items, too"),
            .. Against(removed),
            new("search_seconds", watch.Elapsed.TotalSeconds, "wall time of the search"),
        ];
    }

    private IEnumerable<SweptCampaign> Of(SweepFinding finding) => campaigns.Where(c => c.Finding == finding);

    private IEnumerable<Figure> Against(List<string> removed)
    {
        if (fakes is null)
            return [];
        var (hits, genuine) = (removed.Count(fakes.Contains), indexed.Users.Count - fakes.Count);
        return
        [
            new("recall", (double)hits / fakes.Count, "share of the added fakes that were taken out"),
            new("fpr", (double)(removed.Count - hits) / genuine, "share of the other users that were"),
            new("false_positives", removed.Count - hits, $"of {genuine} other users"),
        ];
    }

    private SweptGroup[] Describe(SweepFinding finding) =>
        [
            .. Of(finding)
                .Select(c => new SweptGroup(
                    c.Members.Count,
                    [.. c.Items.Where(i => i.IsCore).Select(i => indexed.Items[i.Column])],
                    c.MedianEvidence,
                    c.FanNats
                )),
        ];
}

/// <summary>Users who belong together, as a search found them.</summary>
/// <param name="Users">How many they are.</param>
/// <param name="Core">Ids of the items that they push, or like.</param>
/// <param name="Nats">Median evidence of a member.</param>
/// <param name="FanNats">Evidence that these are fans of the items, and no fakes.</param>
internal sealed record SweptGroup(int Users, string[] Core, double Nats, double FanNats)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Users} users, items {string.Join(' ', Core)}, {Nats:F0} nats, fans {FanNats:F1} nats");
}
