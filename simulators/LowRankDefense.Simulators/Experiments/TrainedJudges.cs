using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>The detectors that a worker trains for itself, as soon as there are users enough and again as others find fakes, and what they say of users as their profiles grow.</summary>
/// <param name="accounts">What users clicked in all, in order of arrival.</param>
/// <param name="fewestUsers">Users before anything is learnt, as the refresh has it.</param>
/// <param name="leftOut">Attacks that none of them is shown, see <see cref="PcaSvmOptions.LeftOut"/>; empty for none.</param>
/// <param name="seed">Seed of the training and of the order of each user's events.</param>
internal sealed class TrainedJudges(Accounts accounts, int fewestUsers, string leftOut, ulong seed)
{
    private readonly VerdictPolicy policy = new(new VerdictOptions());
    private readonly List<bool> isFake = [];
    private readonly List<Assessment[]> said = [];
    private readonly HashSet<int> jointly = [];
    private readonly ConvictedUsers<int> convicted = new();
    private string[] items = [];

    /// <summary>The detectors; none before there are users enough.</summary>
    public IReadOnlyList<IDetector> Detectors { get; private set; } = [];

    /// <summary>Whether each user's last verdict is fake: by a detector that was trained, or by what all say together, live campaigns among them.</summary>
    public bool IsFake(int user) => isFake.ElementAtOrDefault(user) || jointly.Contains(user);

    /// <summary>−ln p of each user's whole profile, by detector.</summary>
    public IReadOnlyList<float[]> Nats => [.. said.Select(own => Array.ConvertAll(own, a => (float)-Math.Log(a.PValue)))];

    /// <summary>Whether each user's whole profile is over the detector's own threshold, by detector.</summary>
    public IReadOnlyList<bool[]> Flagged => [.. said.Select(own => Array.ConvertAll(own, a => a.Margin > 0))];

    /// <summary>Trains where that is due, and judges whom the detectors have not judged: those who were there before by their whole profiles, others event by event.</summary>
    /// <param name="arrived">How many users have come.</param>
    /// <param name="isFree">Whether a user is held by nothing: what is learnt from; of the others it is learnt what fakes are like.</param>
    /// <param name="campaigns">The live campaigns, over items known by the number of their column.</param>
    /// <param name="cancel">Stops the training.</param>
    public void See(int arrived, Func<int, bool> isFree, CampaignDetector campaigns, CancellationToken cancel)
    {
        var isHeld = Enumerable.Range(0, arrived).ToLookup(u => !isFree(u));
        int[] held = [.. isHeld[true]];
        var before = isFake.Count;
        if ((Detectors.Count == 0 || convicted.HaveChanged(held)) && Train(arrived, [.. isHeld[false]], held, cancel))
        {
            before = arrived;
            isFake.Clear();
            said.Clear();
        }

        if (Detectors.Count == 0)
            return;
        for (var u = isFake.Count; u < arrived; u++)
            Judge(accounts.Clicks(u, new SeededRandom(seed + (ulong)u)), atOnce: u < before);
        jointly.Clear();
        jointly.UnionWith(Enumerable.Range(0, arrived).Where(u => !isFake[u] && AreEnoughTogether(u, campaigns)));
    }

    private bool Train(int arrived, int[] free, int[] held, CancellationToken cancel)
    {
        var users = accounts.Profiles;
        items = [.. Enumerable.Range(0, users.Columns).Select(i => $"{i}")];
        var fakes = Array.ConvertAll(held, u => Array.ConvertAll(users.ColumnsOf(u).ToArray(), i => items[i]));
        var profiles = new TrainingProfiles(users.SelectRows(free), items).With(fakes);
        var settings = new DetectorSettings { PcaSvm = new PcaSvmOptions { LeftOut = leftOut } };
        var trainers = DetectorCatalog.TrainedNames.Select(name => DetectorCatalog.CreateTrainer(name, settings)).ToList();
        if (arrived < fewestUsers || !trainers.TrueForAll(t => t.CanLearnFrom(profiles)))
            return false;
        Detectors =
        [
            .. trainers.Select(
                (t, d) => Detectors.Count == 0 || t.LearnsFromConvicted ? t.Train("arrivals", profiles, new SeededRandom(seed), cancel) : Detectors[d]
            ),
        ];
        convicted.Learn(held);
        return true;
    }

    private void Judge(int[] order, bool atOnce)
    {
        var evidence = Detectors.Select(d => new float[d.EvidenceLength]).ToArray();
        var last = new Assessment[Detectors.Count];
        var status = UserStatus.Probation;
        for (var n = 1; n <= order.Length; n++)
        {
            for (var d = 0; d < last.Length; d++)
                Detectors[d].Add(evidence[d], items[order[n - 1]], 1f);
            if (atOnce && n < order.Length)
                continue;
            for (var d = 0; d < last.Length; d++)
                last[d] = Assessment.Of(Detectors[d], evidence[d], n);
            status = policy.Classify(status, n, last).Class switch
            {
                Classification.Fake => UserStatus.Quarantined,
                Classification.Genuine => UserStatus.Admitted,
                _ => status,
            };
        }

        isFake.Add(status == UserStatus.Quarantined);
        said.Add(last);
    }

    private bool AreEnoughTogether(int user, CampaignDetector campaigns)
    {
        var profile = accounts.Profiles.ColumnsOf(user);
        var evidence = new float[campaigns.EvidenceLength];
        foreach (var item in profile)
            campaigns.Add(evidence, items[item], 1f);
        var campaign = Assessment.Of(campaigns, evidence, profile.Length);
        return campaign.Score > 0 && policy.Classify(UserStatus.Admitted, profile.Length, [.. said[user], campaign]).Class == Classification.Fake;
    }
}
