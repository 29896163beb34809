using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class CampaignFinderTests
{
    private const int Items = 2_000;
    private static readonly int[] Targets = [900, 1_100, 1_300, 1_500, 1_700];
    private readonly CampaignFinder finder = new(new CampaignOptions());

    [Theory]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(80)]
    public void Campaign_ShouldBeFoundWithItsMembersAndTargets_AndNobodyElse(int fakes)
    {
        var crowd = new Crowd(Items, seed: 3).Organic(2_000).Organic(250).Pushing(fakes, Targets).Organic(250);
        var window = crowd.Count - 2_000;

        var found = finder.Find(crowd.Past(2_000), crowd.Rows(2_000, window)).Where(f => f.IsAccepted).ToList();

        found.Count.ShouldBe(1);
        found[0].Core.ShouldBe(Targets);
        found[0].Members.ShouldBe(crowd.Pushers.Select(p => p - 2_000));
        found[0].MedianEvidence.ShouldBeGreaterThan(20);
        found[0].CorePerMember.ShouldBeGreaterThan(4.5);
    }

    [Fact]
    public void TwoCampaigns_ShouldBeToldApart()
    {
        int[] others = [850, 1_050, 1_250, 1_450];
        var crowd = new Crowd(Items, seed: 4).Organic(2_000).Organic(300).Pushing(20, Targets).Pushing(15, others);

        var found = finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 335)).Where(f => f.IsAccepted).ToList();

        found.Select(f => f.Core.ToArray()).ShouldBe([Targets, others], ignoreOrder: true);
        found.Sum(f => f.Members.Count).ShouldBe(35);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void UsersWithoutPurpose_ShouldBeNoCampaign(ulong seed)
    {
        var crowd = new Crowd(Items, seed).Organic(3_000);

        finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 1_000)).ShouldNotContain(f => f.IsAccepted);
    }

    [Fact]
    public void ItemsThatEverybodyClicksToday_ShouldBeNoCampaign()
    {
        // Four viral items, each clicked by every second user: many have all of them.
        var crowd = new Crowd(Items, seed: 5).Organic(2_000).Pushing(600, [700, 800, 900, 1_000], chance: 0.5);

        finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 600)).ShouldNotContain(f => f.IsAccepted);
    }

    [Fact]
    public void ThemeThatIsCoveredLoosely_ShouldBeNoCampaign()
    {
        var crowd = new Crowd(Items, seed: 6).Organic(2_000).Organic(300).Pushing(40, [.. Enumerable.Range(1_000, 12)], chance: 0.6);

        finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 340)).ShouldNotContain(f => f.IsAccepted);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(6, false)]
    public void FakesOfOneListWithNoise_ShouldBeACampaign_WhereTheListIsTooLongForATaste(int list, bool isCampaign)
    {
        var crowd = new Crowd(Items, seed: 6).Organic(2_000).Organic(300).Pushing(40, [.. Enumerable.Range(1_000, list)], chance: 0.82);

        finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 340)).Any(f => f.IsAccepted).ShouldBe(isCampaign);
    }

    [Fact]
    public void Campaign_ShouldBeFittedAgain_FromItsMembers()
    {
        var crowd = new Crowd(Items, seed: 7).Organic(2_000).Organic(300).Pushing(20, Targets);
        bool[] isMember = [.. Enumerable.Range(0, 320).Select(u => u >= 310)];

        var fit = finder.Renew(crowd.Past(2_000), crowd.Rows(2_000, 320), isMember, Targets);

        fit!.IsAccepted.ShouldBeTrue();
        fit.Members.ShouldBe(Enumerable.Range(300, 20));
    }

    [Fact]
    public void Core_ShouldGrowByWhatNearlyAllMembersHave_ThoughItDoesNotSurge()
    {
        // As large a window as the history: what the past has, too, does not stand out of it.
        var crowd = new Crowd(Items, seed: 7).Organic(300).Organic(700).Pushing(20, Targets);
        bool[] isMember = [.. Enumerable.Range(0, 720).Select(u => u >= 700)];

        var fit = finder.Renew(crowd.Past(300), crowd.Rows(300, 720), isMember, Targets.AsSpan(..3));

        fit!.Core.ShouldBe(Targets);
    }

    [Fact]
    public void Evidence_ShouldSeldomExceedT_AtAnyTimeOfAUserWithoutPurpose()
    {
        // P(e ≥ t at any time) ≤ e^−t: the guarantee that the threshold stands on. A campaign that is nearly taste, so that the evidence moves.
        CampaignItem[] items = [.. Enumerable.Range(0, 6).Select(i => new CampaignItem(100 * i, 0.4, 0.01, IsCore: false))];
        var fit = new CampaignFit(items, [], [], corePerMember: 0, new CampaignOptions());
        var shares = Shares(fit);
        var random = new SeededRandom(9);
        const int Users = 20_000;
        var highest = new double[Users];
        for (var u = 0; u < Users; u++)
            highest[u] = HighestOfALife(fit, shares, random);

        foreach (var t in new[] { 1.0, 2, 3, 5 })
            (highest.Count(h => h >= t) / (double)Users).ShouldBeLessThan(Math.Exp(-t));
        highest.Count(h => h >= 1).ShouldBeGreaterThan(Users / 100, "some of them do click what is pushed");
    }

    [Fact]
    public void Evidence_ShouldBeTheSumOverTheItems_WithTheBackgroundOfTheLength()
    {
        var crowd = new Crowd(Items, seed: 3).Organic(2_000).Organic(300).Pushing(25, Targets);
        var fit = finder.Find(crowd.Past(2_000), crowd.Rows(2_000, 325)).Single(f => f.IsAccepted);
        int[] clicked = [5, 900, 1_100, 1_800];

        var nats = fit.EvidenceOf(clicked, out var core);

        core.ShouldBe(2);
        nats.ShouldBe(fit.Items.Sum(item => Of(item, clicked)), 1e-9);
    }

    [Fact]
    public void Windows_ShouldBeOverTheItemsOfTheHistory()
    {
        var window = CsrMatrix.FromEntries(2, 3, [(0, 1, 1f)]);

        Should.Throw<ArgumentException>(() => finder.Find(new int[4], window)).Message.ShouldContain("4 items");
        Should.Throw<ArgumentException>(() => finder.Renew(new int[3], window, new bool[3], [])).Message.ShouldContain("3 memberships");
        Should.Throw<ArgumentException>(() => new CampaignFinder(new CampaignOptions { CoreRate = 2 })).Message.ShouldContain("CoreRate");
        finder.Find(new int[3], window).ShouldBeEmpty("one click is no surge");
    }

    private static double Of(CampaignItem item, int[] clicked)
    {
        var background = 1 - Math.Exp(-clicked.Length * item.Share);
        var rate = Math.Max(Math.Min(item.Rate, 0.98), background);
        return clicked.Contains(item.Column) ? Math.Log(rate / background) : Math.Log((1 - rate) / (1 - background));
    }

    // The background by which the evidence judges: its items by their shares, any other by what is left.
    private static double[] Shares(CampaignFit fit)
    {
        var shares = new double[Items];
        Array.Fill(shares, (1 - fit.Items.Sum(i => i.Share)) / (Items - fit.Items.Count));
        foreach (var item in fit.Items)
            shares[item.Column] = item.Share;
        return shares;
    }

    private static double HighestOfALife(CampaignFit fit, double[] shares, SeededRandom random)
    {
        var (clicked, highest) = (new SortedSet<int>(), double.NegativeInfinity);
        for (var click = 0; click < 30; click++)
        {
            var (at, item) = (random.NextDouble(), 0);
            for (; item < shares.Length - 1 && at >= shares[item]; item++)
                at -= shares[item];
            clicked.Add(item);
            highest = Math.Max(highest, fit.EvidenceOf([.. clicked], out _));
        }

        return highest;
    }
}
