using System.Diagnostics;
using System.Text.Json;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Sweeps;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Datasets;

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
    public IReadOnlyDictionary<string, object?> Found =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["campaigns"] = campaigns
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
                    finding = JsonNamingPolicy.CamelCase.ConvertName(c.Finding.ToString()),
                })
                .ToArray(),
        };

    /// <summary>A scenario.</summary>
    /// <param name="data">The data, nothing held out.</param>
    /// <param name="fakes">Fakes to add before; null for none.</param>
    /// <exception cref="InvalidDataException">A fake has the id of a user of the data.</exception>
    public static SanitizeScenario Of(DataSet data, IReadOnlyList<Rating>? fakes)
    {
        if (fakes is null)
            return new SanitizeScenario(data, fakes: null);
        var users = data.Train.Select(r => r.User).ToHashSet(StringComparer.Ordinal);
        if (fakes.FirstOrDefault(f => users.Contains(f.User)) is { User: { } taken })
            throw new InvalidDataException($"Fake '{taken}' has the id of a user of {data.Name}: give the fakes ids of their own.");
        return new SanitizeScenario(
            new DataSet(data.Name, [.. data.Train, .. fakes], []),
            fakes.Select(f => f.User).ToHashSet(StringComparer.Ordinal)
        );
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
            new("campaigns", Of(SweepFinding.Campaign).Select(Describe).ToArray(), "what they pushed"),
            new("unsure", Of(SweepFinding.Unsure).Select(Describe).ToArray(), "left in: hardly anybody else has these items"),
            new("themes", Of(SweepFinding.Theme).Select(Describe).ToArray(), "left in: others have some of these items, too"),
            .. Against(removed),
            new("seconds", watch.Elapsed.TotalSeconds, "wall time of the search"),
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

    private string Describe(SweptCampaign campaign)
    {
        var core = campaign.Items.Where(i => i.IsCore).Select(i => indexed.Items[i.Column]);
        return FormattableString.Invariant(
            $"{campaign.Members.Count} users, items {string.Join(' ', core)}, {campaign.MedianEvidence:F0} nats, fans {campaign.FanNats:F1} nats"
        );
    }
}
