using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds.Judging;

namespace LowRankDefense.Streaming.Patrols;

/// <summary>Who belongs to which crowd, by id: as the patrol has it, and where it has forgotten members, as was published before.</summary>
internal sealed class CrowdBook(CampaignPatrol patrol, ArrivalLog arrivals)
{
    private Dictionary<string, CrowdModel> published = new(StringComparer.Ordinal);

    /// <summary>Whether crowds are other than those that were published.</summary>
    public bool AreNew(IReadOnlyList<CrowdModel> crowds) => StateOf(crowds) != StateOf(published.Values);

    /// <summary>Takes over what a term before has published.</summary>
    public void TakeOver(CrowdDetector known)
    {
        foreach (var crowd in known.Crowds)
            patrol.TakeOverCrowd(crowd.Name, crowd.Since, arrivals.ColumnOf(crowd.Item));
        Published(known.Crowds);
    }

    /// <summary>Remembers what was published.</summary>
    public void Published(IReadOnlyList<CrowdModel> crowds) => published = crowds.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The crowds as they are now, oldest first.</summary>
    public IReadOnlyList<CrowdModel> Models() => [.. patrol.Crowds.Select(ModelOf)];

    private CrowdModel ModelOf(Crowd crowd)
    {
        var members = new Dictionary<string, float>(StringComparer.Ordinal);
        if (crowd.HasForgotten && published.TryGetValue(crowd.Name, out var before))
        {
            foreach (var (user, nats) in before.Members)
                members[user] = nats;
        }

        foreach (var (row, nats) in crowd.Members)
            members[arrivals.UserOf(row)] = (float)nats;
        return new CrowdModel(crowd.Name, crowd.Since, arrivals.Items[crowd.Item], members);
    }

    // What a new model is published for: odds move a little with every user, and a new model has every profile judged again.
    private static string StateOf(IEnumerable<CrowdModel> crowds) =>
        string.Join('|', crowds.Select(c => $"{c.Name}:{string.Join(',', c.Members.Keys.Order(StringComparer.Ordinal))}"));
}
