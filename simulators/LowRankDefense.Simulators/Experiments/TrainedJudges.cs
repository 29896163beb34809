using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>The detectors that a worker trains for itself, once, as soon as there are users enough, and what they say of users as their profiles grow.</summary>
/// <param name="fewestUsers">Users before anything is learnt, as the refresh has it.</param>
/// <param name="leftOut">Attack that none of them is shown, see <see cref="PcaSvmOptions.LeftOut"/>; empty for none.</param>
/// <param name="seed">Seed of the training and of the order of each user's events.</param>
internal sealed class TrainedJudges(int fewestUsers, string leftOut, ulong seed)
{
    private readonly VerdictPolicy policy = new(new VerdictOptions());
    private readonly List<bool> isFake = [];
    private readonly List<float[]> nats = [];
    private string[] items = [];

    /// <summary>The detectors; none before there are users enough.</summary>
    public IReadOnlyList<IDetector> Detectors { get; private set; } = [];

    /// <summary>Whether each user's last verdict is fake.</summary>
    public IReadOnlyList<bool> IsFake => isFake;

    /// <summary>−ln p of each user's whole profile, by detector.</summary>
    public IReadOnlyList<float[]> Nats => nats;

    /// <summary>Trains where that is due, and judges whom it has not judged: at first by their whole profiles, later event by event.</summary>
    /// <param name="users">Users × items, in order of arrival.</param>
    /// <param name="isFree">Whether a user is held by nothing: what is learnt from.</param>
    /// <param name="cancel">Stops the training.</param>
    public void See(CsrMatrix users, Func<int, bool> isFree, CancellationToken cancel)
    {
        var isNew = Detectors.Count == 0;
        if (isNew)
            Train(users.SelectRows([.. Enumerable.Range(0, users.Rows).Where(isFree)]), cancel);
        if (Detectors.Count == 0)
            return;
        for (var u = isFake.Count; u < users.Rows; u++)
            Judge(users.ColumnsOf(u).ToArray(), new SeededRandom(seed + (ulong)u), isNew);
    }

    private void Train(CsrMatrix users, CancellationToken cancel)
    {
        items = [.. Enumerable.Range(0, users.Columns).Select(i => $"{i}")];
        var profiles = new TrainingProfiles(users, items);
        var settings = new DetectorSettings { PcaSvm = new PcaSvmOptions { LeftOut = leftOut } };
        var trainers = DetectorCatalog.TrainedNames.Select(name => DetectorCatalog.CreateTrainer(name, settings)).ToList();
        if (users.Rows >= fewestUsers && trainers.TrueForAll(t => t.CanLearnFrom(profiles)))
            Detectors = [.. trainers.Select(t => t.Train("arrivals", profiles, new SeededRandom(seed), cancel))];
    }

    private void Judge(int[] order, SeededRandom random, bool atOnce)
    {
        random.Shuffle<int>(order);
        var evidence = Detectors.Select(d => new float[d.EvidenceLength]).ToArray();
        var said = new Assessment[Detectors.Count];
        var status = UserStatus.Probation;
        for (var n = 1; n <= order.Length; n++)
        {
            for (var d = 0; d < said.Length; d++)
                Detectors[d].Add(evidence[d], items[order[n - 1]], 1f);
            if (atOnce && n < order.Length)
                continue;
            for (var d = 0; d < said.Length; d++)
                said[d] = Assessment.Of(Detectors[d], evidence[d], n);
            status = policy.Classify(status, n, said).Class switch
            {
                Classification.Fake => UserStatus.Quarantined,
                Classification.Genuine => UserStatus.Admitted,
                _ => status,
            };
        }

        isFake.Add(status == UserStatus.Quarantined);
        nats.Add(Array.ConvertAll(said, a => (float)-Math.Log(a.PValue)));
    }
}
