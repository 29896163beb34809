using LowRankDefense.Core.Alerts;

namespace LowRankDefense.Core.Tests.Alerts;

public class BurstDetectorTests
{
    private static readonly AlertOptions Options = new() { MinimumSuspects = 4, Window = TimeSpan.FromSeconds(10) };

    [Fact]
    public void Alert_ShouldWait_UntilEnoughSuspectsCameWithinTheWindow()
    {
        var detector = new BurstDetector(Options, Population());

        detector.Convict("a", ["x"], 0).ShouldBeNull();
        detector.Convict("b", ["x"], 7_000).ShouldBeNull();
        detector.Convict("c", ["x"], 18_000).ShouldBeNull();
        detector.Convict("d", ["x"], 18_500).ShouldBeNull("a and b lie outside the window by now");
        detector.Convict("e", ["x"], 19_000).ShouldBeNull();
        detector.Convict("f", ["x"], 19_500).ShouldNotBeNull().Users.ShouldBe(["c", "d", "e", "f"]);
    }

    [Fact]
    public void Alert_ShouldNameThePushedItem_AndNotThePopularOne()
    {
        var detector = new BurstDetector(Options, Population());

        var alert = Burst(detector, suspects: 4, from: 0);

        alert.ShouldNotBeNull().Items.Select(i => i.Item).ShouldBe(["target"]);
    }

    [Fact]
    public void Alert_ShouldNotRepeat_UntilTheBurstGrewByHalf()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 4, from: 0).ShouldNotBeNull();

        detector.Convict("late-1", ["target"], 10).ShouldBeNull();
        detector.Convict("late-2", ["target"], 11).ShouldNotBeNull().Users.Count.ShouldBe(6);
    }

    [Fact]
    public void Acquittal_ShouldTakeTheUserOutOfTheWindow()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0).ShouldBeNull();
        detector.Acquit("fake-0");

        detector.Convict("fake-9", ["target"], 20).ShouldBeNull();
    }

    [Fact]
    public void Restore_ShouldUndoWhatCameAfterTheSnapshot()
    {
        var detector = new BurstDetector(Options, Population());
        Burst(detector, suspects: 3, from: 0);
        var before = detector.Snapshot();
        detector.Convict("fake-9", ["target"], 20).ShouldNotBeNull();

        detector.Restore(before);

        detector.Suspects.ShouldBe(3);
        detector.Convict("fake-9", ["target"], 20).ShouldNotBeNull("the aborted alert is raised again");
    }

    private static BurstAlert? Burst(BurstDetector detector, int suspects, long from)
    {
        BurstAlert? alert = null;
        for (var i = 0; i < suspects; i++)
            alert = detector.Convict($"fake-{i}", ["target", "popular", $"filler-{i}"], from + i);
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
