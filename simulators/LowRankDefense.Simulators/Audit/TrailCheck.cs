using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Simulators.Audit;

/// <summary>Holds the trail of one user against the rules of the guard.</summary>
/// <remarks>
/// Ranks number the accepted events in the order they were sent. A life of a user is a chain: a stretch of publications without gaps, a
/// quarantine that retracts it, a run of withheld events without gaps, a reinstatement that publishes again what is remembered, and so on.
/// </remarks>
internal sealed class TrailCheck
{
    private readonly UserTrail trail;
    private readonly ProfileOptions profiles;
    private readonly FaultTally faults;
    private readonly List<SentEvent> accepted = [];
    private readonly List<Stretch> stretches;
    private readonly SortedSet<int> withheld;
    private readonly HashSet<int> held;
    private readonly SortedSet<int> missing = [];

    /// <summary>A check of <paramref name="trail"/> that takes down what is wrong in <paramref name="faults"/>.</summary>
    public TrailCheck(UserTrail trail, ProfileOptions profiles, FaultTally faults)
    {
        (this.trail, this.profiles, this.faults) = (trail, profiles, faults);
        var ranks = new int[trail.Sent.Count];
        for (var e = 0; e < ranks.Length; e++)
        {
            ranks[e] = accepted.Count;
            if (trail.Sent[e].RejectedAs is null)
                accepted.Add(trail.Sent[e]);
        }

        stretches = trail.Published.ConvertAll(list => new Stretch(Distinct(list, ranks, "published")));
        withheld = [.. Distinct(trail.Withheld, ranks, "withheld")];
        held = Distinct(trail.Held, ranks, "held");
    }

    private Stretch InForce => stretches[^1];

    /// <summary>Checks every rule; returns how many events there are of each outcome.</summary>
    public (long Published, long Held, long Quarantined) Run()
    {
        CheckVerdicts();
        CheckDuplicates();
        CheckFirstStretch();
        for (var s = 1; s < stretches.Count; s++)
            CheckQuarantine(stretches[s - 1].Newest, stretches[s], isLast: s == stretches.Count - 1);
        return Balance();
    }

    private HashSet<int> Distinct(List<int> events, int[] ranks, string what)
    {
        var (seen, last) = (new HashSet<int>(), -1);
        foreach (var rank in events.Select(e => ranks[e]))
        {
            if (!seen.Add(rank))
                faults.Add(AuditFault.Doubled, $"{accepted[rank]} was {what} twice");
            else if (rank < last)
                faults.Add(AuditFault.Reordered, $"{accepted[rank]} was {what} after a later one");
            last = Math.Max(last, rank);
        }

        return seen;
    }

    private void CheckVerdicts()
    {
        var retractions = stretches.Count - 1;
        // The first quarantine retracts nothing where nothing had been published: every event is withheld then, from the first on.
        var silent = trail.Quarantines > retractions && withheld.Contains(0) ? 1 : 0;
        if (trail.Quarantines > retractions + silent || (trail.IsFake && InForce.Ranks.Count > 0))
            faults.Add(
                AuditFault.VerdictWithoutRetraction,
                $"user {trail.User} was found fake {trail.Quarantines} times and retracted {retractions} times; {InForce.Ranks.Count} events are in force"
            );
        var unfounded = retractions > trail.Quarantines || (trail.EmptyRetractions > 0 && trail.Quarantines == 0);
        if (unfounded)
            faults.Add(
                AuditFault.RetractionWithoutVerdict,
                $"user {trail.User} was found fake {trail.Quarantines} times and retracted {retractions + trail.EmptyRetractions} times"
            );
        else if (trail.EmptyRetractions > 0)
            faults.Add(AuditFault.Doubled, $"user {trail.User} was retracted {trail.EmptyRetractions} times more than there was something published");
        if (silent > 0)
            stretches.Insert(0, new Stretch([]));
    }

    // A profile recognises the ids of its newest accepted events, as many as the duplicate window.
    private void CheckDuplicates()
    {
        var newest = new Dictionary<EventId, int>();
        var rank = 0;
        foreach (var sent in trail.Sent)
        {
            var isDuplicate = newest.TryGetValue(sent.Event.Id, out var earlier) && rank - earlier <= profiles.DuplicateWindow;
            if (sent.Reason == RejectReason.Duplicate && !isDuplicate)
                faults.Add(AuditFault.WronglyRejected, $"{sent} was rejected as a duplicate of nothing");
            if (sent.RejectedAs is not null)
                continue;
            if (isDuplicate && CameOut(rank))
                faults.Add(AuditFault.AcceptedTwice, $"{sent} has the id of {accepted[earlier]}");
            newest[sent.Event.Id] = rank++;
        }
    }

    // Until the first quarantine everything is published, and nothing withheld.
    private void CheckFirstStretch()
    {
        var first = stretches[0];
        foreach (var rank in withheld.Where(r => r <= first.Newest || trail.Quarantines == 0))
        {
            if (first.Ranks.Contains(rank))
                faults.Add(AuditFault.PublishedAndQuarantined, $"{accepted[rank]} was published and withheld");
            else
                faults.Add(AuditFault.QuarantinedWithoutVerdict, $"{accepted[rank]} was withheld before its user was found fake");
        }

        for (var rank = 0; rank < first.Newest; rank++)
        {
            if (!first.Ranks.Contains(rank) && !withheld.Contains(rank))
                missing.Add(rank);
        }
    }

    // From one stretch to the next: a run of withheld events, then all that is remembered again, then what is new.
    private void CheckQuarantine(int quarantinedAfter, Stretch next, bool isLast)
    {
        if (next.Ranks.Count == 0)
            return; // Not reinstated: what was not withheld came out nowhere.
        var last = LastOfRun([.. withheld.Where(r => r > quarantinedAfter && r <= next.Newest)], quarantinedAfter);
        // The profile may hold the event at hand besides those it publishes again.
        for (var rank = Math.Max(0, last + 2 - profiles.Capacity); rank < next.Newest; rank++)
        {
            if (!next.Ranks.Contains(rank))
                missing.Add(rank);
        }

        foreach (var rank in withheld.Where(r => isLast && r > next.Newest))
            faults.Add(AuditFault.QuarantinedWithoutVerdict, $"{accepted[rank]} was withheld after its user was reinstated");
    }

    // A gap is an event lost from the run where it is the smaller part; else what lies beyond it was let through and withheld as well.
    private int LastOfRun(int[] run, int quarantinedAfter)
    {
        var unbroken = 0;
        while (unbroken < run.Length && run[unbroken] == quarantinedAfter + 1 + unbroken)
            unbroken++;
        if (unbroken == run.Length)
            return quarantinedAfter + run.Length;
        int[] gaps = [.. Enumerable.Range(quarantinedAfter + 1, run[^1] - quarantinedAfter).Except(run)];
        if (gaps.Length <= run.Length - unbroken)
        {
            missing.UnionWith(gaps);
            return run[^1];
        }

        foreach (var rank in run[unbroken..])
            faults.Add(AuditFault.PublishedAndQuarantined, $"{accepted[rank]} was let through and withheld");
        return quarantinedAfter + unbroken;
    }

    private (long Published, long Held, long Quarantined) Balance()
    {
        var (published, kept, quarantined) = (0L, 0L, 0L);
        for (var rank = 0; rank < accepted.Count; rank++)
        {
            var isOut = IsOnAStream(rank);
            if (held.Contains(rank) && isOut)
                faults.Add(AuditFault.Doubled, $"{accepted[rank]} is held, though it came out elsewhere");
            if (InForce.Ranks.Contains(rank))
                published++;
            else if (isOut)
                quarantined++;
            else if (held.Contains(rank))
                kept++;
            else
                missing.Add(rank);
        }

        foreach (var rank in missing)
            faults.Add(AuditFault.Missing, $"{accepted[rank]} {(CameOut(rank) ? "is missing where it belongs" : "came out nowhere")}");
        return (published, kept, quarantined);
    }

    private bool CameOut(int rank) => held.Contains(rank) || IsOnAStream(rank);

    private bool IsOnAStream(int rank) => withheld.Contains(rank) || stretches.Exists(s => s.Ranks.Contains(rank));

    /// <summary>Publications between two retractions.</summary>
    /// <param name="Ranks">What was published.</param>
    private sealed record Stretch(HashSet<int> Ranks)
    {
        /// <summary>The newest of them; −1 where there is none.</summary>
        public int Newest { get; } = Ranks.Count == 0 ? -1 : Ranks.Max();
    }
}
