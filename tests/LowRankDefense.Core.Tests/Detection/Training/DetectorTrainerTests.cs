using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Training;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Training;

public class DetectorTrainerTests
{
    private const int Communities = 8;
    private const int ItemsPerCommunity = 40;
    private const int Pushed = 12;
    private const int Items = Communities * ItemsPerCommunity;
    private static readonly string[] ItemIds = [.. Enumerable.Range(0, Items).Select(i => $"item-{i}")];

    public static TheoryData<string, DetectorTrainingOptions> Ways =>
        new()
        {
            { "SMO", new DetectorTrainingOptions() },
            {
                "coordinate descent",
                new DetectorTrainingOptions { LargestSmoProblem = 0 }
            },
            {
                "down-sampled",
                new DetectorTrainingOptions { DownSampled = true }
            },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Detector_ShouldTellFakesFromUsersWithATaste_HoweverItIsTrained(string way, DetectorTrainingOptions options)
    {
        var (profiles, fake) = Users(genuine: 1500, fakes: 200, seed: 1);
        var detector = new DetectorTrainer(options).Train(way, profiles, fake, ItemIds, new SeededRandom(2));
        var (unseen, isFake) = Users(genuine: 400, fakes: 100, seed: 3);

        var flagged = Enumerable.Range(0, unseen.Rows).Where(u => IsFlagged(detector, unseen, u)).ToArray();

        flagged.Count(u => isFake[u]).ShouldBeGreaterThan(80);
        flagged.Count(u => !isFake[u]).ShouldBeLessThan(20);
    }

    [Fact]
    public void OneSeed_ShouldGiveOneDetector()
    {
        var (profiles, fake) = Users(genuine: 200, fakes: 30, seed: 4);
        float[] Linear() =>
            new DetectorTrainer(new DetectorTrainingOptions()).Train("v", profiles, fake, ItemIds, new SeededRandom(5)).Decision.Linear;

        Linear().ShouldBe(Linear());
    }

    [Fact]
    public void Train_ShouldRefuseLabelsItCannotLearnFrom()
    {
        var (profiles, fake) = Users(genuine: 60, fakes: 10, seed: 6);
        var trainer = new DetectorTrainer(new DetectorTrainingOptions());

        Should
            .Throw<ArgumentException>(() => trainer.Train("v", profiles, new bool[profiles.Rows], ItemIds, new SeededRandom(1)))
            .Message.ShouldContain("both genuine users and fakes");
        Should
            .Throw<ArgumentException>(() => trainer.Train("v", profiles, fake.AsSpan(1), ItemIds, new SeededRandom(1)))
            .Message.ShouldContain("69 labels");
    }

    private static bool IsFlagged(DetectorModel detector, CsrMatrix profiles, int user)
    {
        var projection = new float[detector.Rank];
        foreach (var item in profiles.ColumnsOf(user))
            detector.Add(projection, ItemIds[item], 1f);
        var length = profiles.CountOf(user);
        return detector.Score(projection, length) > detector.Threshold(length);
    }

    // The genuine like the items of their community; fakes push items of all, beside any others.
    private static (CsrMatrix Profiles, bool[] Fake) Users(int genuine, int fakes, ulong seed)
    {
        var random = new SeededRandom(seed);
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < genuine + fakes; u++)
        {
            var community = u % Communities * ItemsPerCommunity;
            var profile = new HashSet<int>(u < genuine ? [] : Enumerable.Range(0, Pushed).Select(i => i * (Items / Pushed)));
            while (profile.Count < 20)
                profile.Add(u < genuine && random.NextDouble() < 0.9 ? community + random.NextInt(ItemsPerCommunity) : random.NextInt(Items));
            cells.AddRange(profile.Select(i => (u, i, 1f)));
        }

        return (CsrMatrix.FromEntries(genuine + fakes, Items, cells), [.. Enumerable.Range(0, genuine + fakes).Select(u => u >= genuine)]);
    }
}
