using LowRankDefense.Core.Factorization;
using LowRankDefense.Lab.Scenarios.Demo;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public sealed class ExposureTests : IDisposable
{
    private readonly TinyData tiny = new();
    private readonly DemoStream stream;

    public ExposureTests() => stream = DemoStream.Draw(tiny.Data, "random", seed: 2);

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void PublishedLists_ShouldCountAsShown_WhereTheyHoldATarget()
    {
        var users = stream.Data.Users.Ids;
        var target = stream.TargetIds.First();
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal) { [users[0]] = [target], [users[1]] = [] };

        var exposure = Exposure.Of(lists, stream);

        exposure.TargetHit.ShouldBe(1.0 / stream.Genuine.Count, 1e-12);
        exposure.TargetRank.ShouldBeNull("a list does not tell the places behind it");
        exposure.Recall.ShouldBeInRange(0, 0.01);
    }

    [Fact]
    public void Model_ShouldShowATarget_WhereItPutsThatFirst()
    {
        var pushing = Exposure.Of(Preferring(stream.Targets), stream, CancellationToken.None);
        var sparing = Exposure.Of(
            Preferring([.. Enumerable.Range(0, stream.Everything.Columns).Except(stream.Targets)]),
            stream,
            CancellationToken.None
        );

        pushing.TargetRank!.Value.ShouldBeLessThanOrEqualTo(2.0);
        pushing.TargetHit.ShouldBeGreaterThan(0.99);
        sparing.TargetHit.ShouldBe(0);
    }

    [Fact]
    public void OnlyUsersWithAPublishedList_ShouldBeAsked_OverTime()
    {
        var users = stream
            .Data.Users.Ids.Where(u => stream.Targets.All(t => !stream.Everything.ColumnsOf(stream.RowOf(u)).Contains(t)))
            .Take(2)
            .ToArray();
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal) { [users[0]] = [stream.TargetIds.First()], [users[1]] = [] };

        Exposure.Shown(lists, Preferring(stream.Targets), stream, CancellationToken.None).ShouldBe((0.5, 1.0));
        Exposure.Shown(new Dictionary<string, string[]>(), Preferring(stream.Targets), stream, CancellationToken.None).ShouldBe((0.0, 0.0));
    }

    private FactorModel Preferring(IReadOnlyList<int> items) =>
        new(
            new DenseMatrix(stream.Everything.Rows, 1, [.. Enumerable.Repeat(1f, stream.Everything.Rows)]),
            new DenseMatrix(
                stream.Everything.Columns,
                1,
                [.. Enumerable.Range(0, stream.Everything.Columns).Select(i => items.Contains(i) ? 1f : 0f)]
            )
        );
}
