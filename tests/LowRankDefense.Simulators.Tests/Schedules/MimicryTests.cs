using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Schedules;

namespace LowRankDefense.Simulators.Tests.Schedules;

public sealed class MimicryTests
{
    private const double Start = 0.2;
    private const int Fakes = 400;
    private static readonly IReadOnlyList<Rating> Organic = Stream.Bursty();
    private static readonly Rating[] Rest = [.. Organic.Skip((int)(Start * Organic.Count))];

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(20)]
    [InlineData(35)]
    public void Clicks_ShouldFollowTheHistogramOfTheStream(int each)
    {
        var times = TimesOf(ScheduleKind.Mimicry, each);

        // Clicks of one fake come together: it is as many independent draws as there are fakes, at least.
        Stream.Distance(times, Rest.Select(r => (double)r.Timestamp!.Value)).ShouldBeLessThan(Stream.Critical(Fakes, Rest.Length));
        times.Count(IsInTheEvening).ShouldBe(times.Count);
    }

    [Fact]
    public void Histogram_ShouldNotBeFollowed_ByUniformTimes()
    {
        var times = TimesOf(ScheduleKind.Drip, each: 15);

        Stream
            .Distance(times, Rest.Select(r => (double)r.Timestamp!.Value))
            .ShouldBeGreaterThan(2 * Stream.Critical(Fakes, Rest.Length), "the law must be able to fail");
        times.Count(IsInTheEvening).ShouldBeLessThan(times.Count / 2);
    }

    [Fact]
    public void Arrivals_ShouldBeThoseOfGenuineUsers()
    {
        var fakes = Draw(ScheduleKind.Mimicry, each: 20).GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.Min(ScheduleTests.TimeOf));
        var genuine = Rest.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => (double)own.Min(r => r.Timestamp!.Value)).ToList();

        Stream.Distance(fakes, genuine).ShouldBeLessThan(Stream.Critical(Fakes, genuine.Count));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(35)]
    public void Pauses_ShouldBeThoseOfGenuineUsers_WithinASession(int each)
    {
        var (fakes, genuine) = (PausesOf(Draw(ScheduleKind.Mimicry, each)), PausesOf(Rest));

        Stream.Distance(fakes, genuine).ShouldBeLessThan(Stream.Critical(fakes.Count, genuine.Count));
        var uniform = PausesOf(Draw(ScheduleKind.Burst, each));
        Stream.Distance(uniform, genuine).ShouldBeGreaterThan(2 * Stream.Critical(uniform.Count, genuine.Count));
    }

    [Fact]
    public void Fakes_ShouldActAsUsersDo_WhereAStreamHasNoTimes()
    {
        // User by user, as data sets without times often stand.
        Rating[] grouped = [.. Organic.OrderBy(r => r.User, StringComparer.Ordinal).Select(r => r with { Timestamp = null })];

        var timed = ScheduleTests.Draw(grouped, Stream.Fakes(50, 20), new ScheduleOptions { Kind = ScheduleKind.Mimicry }).Ratings;

        foreach (var own in timed.GroupBy(r => r.User, StringComparer.Ordinal))
            (own.Max(r => r.Place!.Value) - own.Min(r => r.Place!.Value)).ShouldBeLessThanOrEqualTo(20f / grouped.Length);
    }

    private static IReadOnlyList<Rating> Draw(ScheduleKind kind, int each) =>
        ScheduleTests.Draw(Organic, Stream.Fakes(Fakes, each), new ScheduleOptions { Kind = kind, Start = Start }).Ratings;

    private static List<double> TimesOf(ScheduleKind kind, int each) => [.. Draw(kind, each).Select(ScheduleTests.TimeOf)];

    // A session that begins shortly before 22 o'clock goes on behind it.
    private static bool IsInTheEvening(double time) => time % Stream.Day >= 18 * Stream.Hour && time % Stream.Day <= 23 * Stream.Hour;

    private static List<double> PausesOf(IReadOnlyList<Rating> ratings) =>
        [
            .. ratings
                .GroupBy(r => r.User, r => (double)r.Timestamp!.Value, StringComparer.Ordinal)
                .Select(own => own.ToArray())
                .SelectMany(own => own.Zip(own.Skip(1), (before, after) => after - before)),
        ];
}
