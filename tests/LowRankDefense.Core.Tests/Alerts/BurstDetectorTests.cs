using FsCheck.Xunit;
using LowRankDefense.Core.Alerts;

namespace LowRankDefense.Core.Tests.Alerts;

public class BurstDetectorTests
{
    private static readonly AlertOptions Options = new() { MinimumSuspects = 4, Window = TimeSpan.FromSeconds(10) };

    [Fact]
    public void Alert_ShouldWait_UntilEnoughSuspectsCameWithinTheWindow()
    {
        var detector = new BurstDetector(Options, Population());

        detector.Add("a", ["x"], 0).ShouldBeNull();
        detector.Add("b", ["x"], 7_000).ShouldBeNull();
        detector.Add("c", ["x"], 18_000).ShouldBeNull();
        detector.Add("d", ["x"], 18_500).ShouldBeNull("a and b lie outside the window by now");
        detector.Add("e", ["x"], 19_000).ShouldBeNull();
        detector.Add("f", ["x"], 19_500).ShouldNotBeNull().Users.ShouldBe(["c", "d", "e", "f"]);
    }

    [Fact]
    public void Alert_ShouldNameThePushedItem_AndNotThePopularOne()
    {
        var detector = new BurstDetector(Options, Population());

        var alert = Burst(detector, suspects: 6, from: 0);

        alert.ShouldNotBeNull().Items.Select(i => i.Item).ShouldBe(["target"]);
    }

    [Fact]
    public void Alert_ShouldNotNameRareItems_ThatTwoOfFewSuspectsShareByChance()
    {
        // Twenty thousand items of which nobody has many: somewhere two of six agree, and the normal approximation calls that 30 deviations.
        var shares = new ItemShares();
        for (var user = 0; user < 20_000; user++)
        {
            shares.AddProfile();
            shares.Add($"rare-{user}");
        }

        var detector = new BurstDetector(new AlertOptions { MinimumSuspects = 6 }, shares);
        for (var i = 0; i < 5; i++)
            detector.Add($"fake-{i}", [$"rare-{i / 2}"], i);

        detector.Add("fake-5", ["rare-0"], 5).ShouldNotBeNull().Items.Select(i => i.Item).ShouldNotContain("rare-1");
    }

    [Fact]
    public void PValue_ShouldBeTheBinomialTail_TimesTheItems()
    {
        var detector = new BurstDetector(Options, Population());

        var pushed = Burst(detector, suspects: 4, from: 0)!.Items.Single();

        // All 4 have it; share (10 + ½) / 1001; two items in the population, six in the window.
        pushed.PValue.ShouldBe(6 * Math.Pow(10.5 / 1001, 4), 1e-12);
    }

    [Fact]
    public void Alert_ShouldNotRepeat_UntilTheBurstGrewByHalf()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 4, from: 0).ShouldNotBeNull();

        detector.Add("late-1", ["target"], 10).ShouldBeNull();
        detector.Add("late-2", ["target"], 11).ShouldNotBeNull().Users.Count.ShouldBe(6);
    }

    [Fact]
    public void Alert_ShouldNameTheNewestUsersOnly_AndCountAll()
    {
        var detector = new BurstDetector(Options with { NamedUsers = 3 }, Population());

        var alert = Burst(detector, suspects: 4, from: 0).ShouldNotBeNull();

        alert.Suspects.ShouldBe(4);
        alert.Users.ShouldBe(["fake-1", "fake-2", "fake-3"]);
    }

    [Fact]
    public void Alert_ShouldFitInARecord_HoweverManySuspectsThereAre()
    {
        // Ids as long as they are accepted, of characters that JSON escapes: what a broker takes by default is 1 MiB.
        var detector = new BurstDetector(new AlertOptions(), Population());
        var largest = 0;
        for (var i = 0; i < 3_000; i++)
        {
            if (detector.Add($"{i:D6}{new string('\u0001', 250)}", ["target"], 0) is { } alert)
                largest = Math.Max(largest, AlertWriter.Write(alert).Length);
        }

        largest.ShouldBeInRange(500_000, 1_000_000);
    }

    [Fact]
    public void Alert_ShouldComeAgain_WhenASmallBurstFollowsABigOneWithoutAPause()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 100, from: 0).ShouldNotBeNull();
        // Single suspects keep the window from ever being empty.
        for (var t = 1_000; t <= 30_000; t += 4_000)
            detector.Add($"drip-{t}", ["x"], t);

        var alerts = Enumerable.Range(0, 8).Count(i => detector.Add($"second-{i}", ["target"], 31_000 + i) is not null);

        alerts.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Removal_ShouldTakeTheUserOutOfTheWindow()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0).ShouldBeNull();
        detector.Remove("fake-0");
        detector.Remove("nobody");

        detector.Add("fake-9", ["target"], 20).ShouldBeNull();
    }

    [Fact]
    public void Suspect_ShouldCountOnce_WhenFoundTwice()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0);

        detector.Add("fake-0", ["target"], 20).ShouldBeNull();
        detector.Suspects.ShouldBe(3);
    }

    [Fact]
    public void Rollback_ShouldUndoWhatCameAfterTheCommit_AlertsAmongIt()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0);
        detector.Seal();
        detector.Commit();
        detector.Add("fake-9", ["target"], 20).ShouldNotBeNull();

        detector.Rollback();

        detector.Suspects.ShouldBe(3);
        detector.Add("fake-9", ["target"], 20).ShouldNotBeNull("the aborted alert is raised again");
    }

    [Property]
    public void Rollback_ShouldLeaveWhatWasCommitted_WhateverCameAfterItWasSealed(byte[] committed, byte[] meanwhile, byte[] undone)
    {
        var (rolledBack, never) = (new BurstDetector(Options, Population()), new BurstDetector(Options, Population()));
        Play(rolledBack, committed, 0);
        Play(never, committed, 0);
        rolledBack.Seal();
        Play(rolledBack, meanwhile, committed.Length * 300);
        rolledBack.Commit();
        Play(rolledBack, undone, (committed.Length + meanwhile.Length) * 300);
        rolledBack.Rollback();

        var from = (committed.Length + meanwhile.Length) * 300;
        for (var i = 0; i < 12; i++)
        {
            var (left, right) = (rolledBack.Add($"next-{i}", ["target"], from + i), never.Add($"next-{i}", ["target"], from + i));
            left?.Users.ShouldBe(right!.Users);
            (left is null).ShouldBe(right is null);
        }
    }

    [Fact]
    public void Rollback_ShouldUndoWhatIsSealedAndNotCommitted()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0);
        detector.Seal();

        detector.Rollback();

        detector.Suspects.ShouldBe(0);
    }

    [Fact]
    public void Burst_ShouldCostTheSamePerSuspect_WhateverItsSize()
    {
        // A hundred thousand suspects within one window: quadratic work would take minutes.
        var detector = new BurstDetector(new AlertOptions { Window = TimeSpan.FromDays(7) }, Population());
        var watch = System.Diagnostics.Stopwatch.StartNew();

        for (var i = 0; i < 100_000; i++)
        {
            detector.Add($"fake-{i}", ["target", "popular"], i);
            detector.Seal();
            detector.Commit();
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static void Play(BurstDetector detector, byte[] moves, long from)
    {
        for (var i = 0; i < moves.Length; i++)
        {
            var user = $"u-{moves[i] % 16}";
            if (moves[i] < 200)
                detector.Add(user, ["target", $"filler-{moves[i]}"], from + (i * 300));
            else
                detector.Remove(user);
        }
    }

    private static BurstAlert? Burst(BurstDetector detector, int suspects, long from)
    {
        BurstAlert? alert = null;
        for (var i = 0; i < suspects; i++)
            alert = detector.Add($"fake-{i}", ["target", "popular", $"filler-{i}"], from + i) ?? alert;
        return alert;
    }

    // A thousand profiles: seven in ten have the popular item, one in a hundred the target.
    private static ItemShares Population()
    {
        var shares = new ItemShares();
        for (var user = 0; user < 1_000; user++)
        {
            shares.AddProfile();
            if (user % 10 < 7)
                shares.Add("popular");
            if (user % 100 == 0)
                shares.Add("target");
        }

        return shares;
    }
}
