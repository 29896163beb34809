using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Streaming.Patrols;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Patrols;

public class WatchTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ArrivalLog arrivals = new(new PatrolOptions());

    [Fact]
    public void Work_ShouldTakeATwentiethOfTheTimeAtMost()
    {
        var watch = new Watch(time);
        watch.HasRested.ShouldBeTrue("it has not worked yet");

        watch.Time(arrivals, () => time.Advance(TimeSpan.FromSeconds(2)));

        time.Advance(TimeSpan.FromSeconds(37.9));
        watch.HasRested.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.2));
        watch.HasRested.ShouldBeTrue("nineteen times two seconds are over");
    }

    [Fact]
    public void WhatComesDuringTheWork_ShouldBeNewBehindIt()
    {
        arrivals.Add("before", "x", 1);
        var watch = new Watch(time);

        watch.Time(arrivals, () => arrivals.Add("meanwhile", "x", 2));

        (watch.NewUsers(arrivals), watch.HasNewClicks(arrivals)).ShouldBe((0, false));
        arrivals.Order();
        (watch.NewUsers(arrivals), watch.HasNewClicks(arrivals)).ShouldBe((1, true));
    }
}
