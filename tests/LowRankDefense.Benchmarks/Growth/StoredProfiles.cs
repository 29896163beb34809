using System.Globalization;
using LowRankDefense.Benchmarks.Events;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Benchmarks.Growth;

/// <summary>Profiles of admitted users in a store, and a detector that knows their items: what a worker has after some weeks.</summary>
internal static class StoredProfiles
{
    private const int Rank = 24;
    private const int Batch = 20_000;

    // Profiles are drawn from so many: a block of the store holds hardly any twice, so that it compresses as real ones do.
    private const int Different = 4_096;

    /// <summary>A detector over all items with the rank of the default settings, its numbers drawn; it suspects nobody.</summary>
    public static PcaSvmDetector Detector(int items)
    {
        var random = new SeededRandom(1);
        return new PcaSvmDetector(
            "drawn",
            [.. Enumerable.Range(0, items).Select(EventRing.ItemId)],
            Drawn(items, random),
            new QuadraticForm(Drawn(Rank, random), new float[Rank], 0f),
            LengthCalibration.Constant(1e9f)
        );
    }

    /// <summary>Stores a profile for each user of the case.</summary>
    public static void Fill(IKeyValueStore store, GrowthCase size)
    {
        var random = new SeededRandom(2);
        byte[][] profiles =
        [
            .. Enumerable.Range(0, Math.Min(Different, size.Users)).Select(p => new ProfileLog().Next(Profile(p, size, random)).Value),
        ];
        var batch = new List<KeyValuePair<ProfileKey, byte[]>>(Batch);
        for (var user = 0; user < size.Users; user++)
        {
            batch.Add(KeyValuePair.Create(ProfileKey.OfSnapshot(EventRing.UserId(user)), profiles[random.NextInt(profiles.Length)]));
            if (batch.Count < Batch && user < size.Users - 1)
                continue;
            store.Write(batch, checkpoint: user + 1);
            batch.Clear();
        }
    }

    private static UserProfile Profile(int number, GrowthCase size, SeededRandom random)
    {
        var profile = new UserProfile("u", new ProfileOptions())
        {
            Status = UserStatus.Admitted,
            ScoredBy = "drawn",
            FirstSeen = EventPath.Now,
            Published = size.Events,
        };
        for (var e = 0; e < size.Events; e++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"p-{number:D4}-{e:D4}");
            profile.Append(new ProfileEvent(id, EventRing.ItemId(EventRing.DrawItem(random, size.Items)), 1f, EventPath.Now), []);
        }

        return profile;
    }

    private static DenseMatrix Drawn(int rows, SeededRandom random)
    {
        var matrix = new DenseMatrix(rows, Rank);
        foreach (ref var value in matrix.Data)
            value = (float)random.NextGaussian();
        return matrix;
    }
}
