using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Schedules;

namespace LowRankDefense.Simulators.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly IReadOnlyList<Rating> Organic = Stream.Bursty();
    private static readonly IReadOnlyList<Rating> Timeless = Stream.Timeless();

    public static TheoryData<ScheduleKind, bool> All
    {
        get
        {
            var all = new TheoryData<ScheduleKind, bool>();
            foreach (var kind in Enum.GetValues<ScheduleKind>())
            {
                all.Add(kind, true);
                all.Add(kind, false);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schedule_ShouldKeepEveryFakeAndItsOrder_WithinTheSpanOfTheStream(ScheduleKind kind, bool hasTimes)
    {
        var (organic, fakes) = (hasTimes ? Organic : Timeless, Stream.Fakes(count: 50, each: 30));

        var timed = Draw(organic, fakes, new ScheduleOptions { Kind = kind, Start = 0.3 }).Ratings;

        timed.Select(r => r with { Timestamp = null, Place = null }).ShouldBe(fakes);
        timed.ShouldAllBe(r => hasTimes ? r.Place == null && r.Timestamp != null : r.Place != null && r.Timestamp == null);
        foreach (var own in timed.GroupBy(r => r.User, StringComparer.Ordinal))
            own.Select(TimeOf).ShouldBeInOrder();
        var (first, last) = hasTimes ? (TimeAt(0.3), TimeAt(1)) : (0.3 - 1e-6, 1);
        timed.ShouldAllBe(r => TimeOf(r) >= first && TimeOf(r) <= last);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schedule_ShouldBeTheSame_WhenTheSeedIs(ScheduleKind kind, bool hasTimes)
    {
        var (organic, options) = (hasTimes ? Organic : Timeless, new ScheduleOptions { Kind = kind });
        var fakes = Stream.Fakes(count: 10, each: 5);

        Draw(organic, fakes, options, seed: 3).Ratings.ShouldBe(Draw(organic, fakes, options, seed: 3).Ratings);
        Draw(organic, fakes, options, seed: 3).Ratings.ShouldNotBe(Draw(organic, fakes, options, seed: 4).Ratings);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schedule_ShouldNotLetTheOrderOfTheFileTellWhoComesFirst(ScheduleKind kind, bool hasTimes)
    {
        var timed = Draw(hasTimes ? Organic : Timeless, Stream.Fakes(count: 400, each: 3), new ScheduleOptions { Kind = kind }).Ratings;

        var arrivals = timed.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.Min(TimeOf)).ToArray();
        Stream.Distance(arrivals[..200], arrivals[200..]).ShouldBeLessThan(Stream.Critical(200, 200));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Burst_ShouldLieWithinItsWindow(bool hasTimes)
    {
        var options = new ScheduleOptions { Start = 0.8, Length = 0.05 };

        var times = Draw(hasTimes ? Organic : Timeless, Stream.Fakes(count: 40, each: 20), options).Ratings.Select(TimeOf).ToList();

        var (from, until) = hasTimes ? (TimeAt(0.8), TimeAt(0.85)) : (0.8, 0.85);
        times.ShouldAllBe(t => t >= from - 1e-6 && t <= until + 1e-6);
        (times.Max() - times.Min()).ShouldBeGreaterThan(0.9 * (until - from), "it takes the whole window");
    }

    [Fact]
    public void Waves_ShouldBeSeparate_AndEachHaveItsShare()
    {
        var options = new ScheduleOptions
        {
            Kind = ScheduleKind.Waves,
            Start = 0.4,
            Waves = 4,
        };

        var scheduled = Draw(Timeless, Stream.Fakes(count: 81, each: 10), options);

        scheduled.Waves.Count.ShouldBe(81);
        scheduled.Waves.Values.GroupBy(w => w).OrderBy(w => w.Key).Select(w => w.Count()).ShouldBe([21, 20, 20, 20]);
        var waves = scheduled.Ratings.GroupBy(r => scheduled.Waves[r.User], TimeOf).OrderBy(w => w.Key).ToList();
        // Evenly from 0.4 to 0.98, where the last begins.
        foreach (var (wave, starts) in waves.Zip(new[] { 0.4, 0.4 + (0.58 / 3), 0.4 + (0.58 * 2 / 3), 0.98 }))
            wave.ShouldAllBe(t => t >= starts - 1e-6 && t <= starts + 0.02 + 1e-6);
    }

    [Fact]
    public void Waves_ShouldBeginWhereTheyAreTold()
    {
        var options = new ScheduleOptions
        {
            Kind = ScheduleKind.Waves,
            WaveStarts = [0.1, 0.9],
            Length = 0.1,
        };

        var scheduled = Draw(Organic, Stream.Fakes(count: 20, each: 10), options);

        foreach (var wave in scheduled.Ratings.GroupBy(r => scheduled.Waves[r.User], TimeOf))
        {
            var start = options.WaveStarts[wave.Key - 1];
            wave.ShouldAllBe(t => t >= TimeAt(start) && t <= TimeAt(start + 0.1));
        }
    }

    [Fact]
    public void Drip_ShouldBeUniformOverTheRest_ForFakesAndTheirClicks()
    {
        var timed = Draw(Organic, Stream.Fakes(count: 200, each: 10), new ScheduleOptions { Kind = ScheduleKind.Drip, Start = 0.25 }).Ratings;

        var (from, until) = (TimeAt(0.25), TimeAt(1));
        var even = Enumerable.Range(0, 10_000).Select(i => from + ((until - from) * (i + 0.5) / 10_000)).ToList();
        var arrivals = timed.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.Min(TimeOf));
        // Drawn place by place, it is far more even than chance.
        Stream.Distance(timed.Select(TimeOf), even).ShouldBeLessThan(0.01);
        Stream.Distance(arrivals, even).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Times_ShouldBeWholeSeconds_WhereThoseOfGenuineUsersAre()
    {
        Rating[] organic = [.. Organic.Select(r => r with { Timestamp = r.Timestamp / 1_000 * 1_000 })];

        Draw(organic, Stream.Fakes(10, 10), new ScheduleOptions()).Ratings.ShouldAllBe(r => r.Timestamp % 1_000 == 0);
        Draw(Organic, Stream.Fakes(10, 10), new ScheduleOptions()).Ratings.ShouldContain(r => r.Timestamp % 1_000 != 0);
    }

    [Theory]
    [InlineData(ScheduleKind.Burst, 0.99, 0.05, 3, "within the stream")]
    [InlineData(ScheduleKind.Burst, 1.5, null, 3, "Start is 1.5")]
    [InlineData(ScheduleKind.Drip, 0.5, 0.6, 3, "within the stream")]
    [InlineData(ScheduleKind.Burst, 0.5, 0.0, 3, "Length is 0")]
    [InlineData(ScheduleKind.Waves, 0.5, 0.2, 3, "where the next begins")]
    [InlineData(ScheduleKind.Waves, 0.5, null, 0, "Waves is 0")]
    public void Options_ShouldBeRefused_WhenTheAttackDoesNotFit(ScheduleKind kind, double start, double? length, int waves, string named) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                new Schedule(
                    new ScheduleOptions
                    {
                        Kind = kind,
                        Start = start,
                        Length = length,
                        Waves = waves,
                    }
                )
            )
            .Message.ShouldContain(named);

    [Fact]
    public void Waves_ShouldBeRefused_WhenTheyAreInNoOrder() =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => new Schedule(new ScheduleOptions { Kind = ScheduleKind.Waves, WaveStarts = [0.9, 0.5] }))
            .Message.ShouldContain("ascending");

    [Fact]
    public void Stream_ShouldBeRefused_WhenNothingIsInIt()
    {
        Should.Throw<ArgumentException>(() => Draw([], Stream.Fakes(1, 1), new ScheduleOptions())).Message.ShouldContain("without events");
        var options = new ScheduleOptions
        {
            Kind = ScheduleKind.Mimicry,
            Start = 0.55,
            Length = 0.1,
        };
        Should.Throw<ArgumentException>(() => Draw(Timeless.Take(2).ToList(), Stream.Fakes(1, 1), options)).Message.ShouldContain("make it longer");
    }

    internal static ScheduledFakes Draw(IReadOnlyList<Rating> organic, IReadOnlyList<Rating> fakes, ScheduleOptions options, ulong seed = 1) =>
        new Schedule(options).Draw(organic, fakes, new SeededRandom(seed));

    internal static double TimeOf(Rating rating) => (double?)rating.Timestamp ?? rating.Place!.Value;

    private static double TimeAt(double share) => Organic[Math.Min(Organic.Count - 1, (int)(share * Organic.Count))].Timestamp!.Value;
}
