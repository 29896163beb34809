using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public class SweepCursorTests
{
    private readonly SweepCursor cursor = new();

    [Fact]
    public void NewCursor_ShouldBeginWithTheFirstProfile()
    {
        (cursor.After, cursor.Done, cursor.IsFirst).ShouldBe((null, false, true));
    }

    [Fact]
    public void Cursor_ShouldRememberWhereItStands()
    {
        cursor.Advance("m");

        (cursor.After, cursor.Done, cursor.IsFirst).ShouldBe(("m", false, true));
    }

    [Fact]
    public void FirstWalk_ShouldStayTheFirst_WhenItIsInterrupted()
    {
        cursor.Advance("m");
        cursor.Restart();

        (cursor.After, cursor.Done, cursor.IsFirst).ShouldBe((null, false, true));
    }

    [Fact]
    public void SecondWalk_ShouldNotRecover()
    {
        cursor.Finish();
        cursor.Done.ShouldBeTrue();

        cursor.Restart();

        (cursor.After, cursor.Done, cursor.IsFirst).ShouldBe((null, false, false));
    }
}
