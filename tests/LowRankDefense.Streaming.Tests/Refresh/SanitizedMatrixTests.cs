using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Refresh;

namespace LowRankDefense.Streaming.Tests.Refresh;

public class SanitizedMatrixTests
{
    private readonly SanitizedMatrix matrix = new();

    [Fact]
    public void Interactions_ShouldSetCells_TheLatestValueOfEach()
    {
        Add("a", "x", 1f);
        Add("b", "y", 2f);
        Add("a", "y", 3f);
        Add("a", "x", 4f);

        var snapshot = matrix.Snapshot();

        snapshot.Users.ShouldBe(["a", "b"]);
        snapshot.Items.ShouldBe(["x", "y"]);
        snapshot.Matrix.ColumnsOf(0).ToArray().ShouldBe([0, 1]);
        snapshot.Matrix.ValuesOf(0).ToArray().ShouldBe([4f, 3f]);
        snapshot.Matrix.ColumnsOf(1).ToArray().ShouldBe([1]);
    }

    [Fact]
    public void Retraction_ShouldEmptyTheRow_AndLeaveTheUserOut()
    {
        Add("a", "x");
        Add("b", "y");
        matrix.Retract("a");

        var snapshot = matrix.Snapshot();

        snapshot.Users.ShouldBe(["b"]);
        (snapshot.Matrix.Rows, snapshot.Matrix.NonZeros).ShouldBe((1, 1));
        snapshot.Items.ShouldBe(["x", "y"], "columns keep their places");
    }

    [Fact]
    public void RetractedUser_ShouldComeBack_WithWhatIsAddedLater()
    {
        Add("a", "x");
        matrix.Retract("a");
        Add("a", "z");

        var snapshot = matrix.Snapshot();

        snapshot.Users.ShouldBe(["a"]);
        snapshot.Matrix.ColumnsOf(0).ToArray().ShouldBe([1]);
    }

    [Fact]
    public void NewInteractions_ShouldCountSinceTheLastSnapshot()
    {
        Add("a", "x");
        Add("a", "x");
        matrix.Retract("a");
        matrix.NewInteractions.ShouldBe(3);

        matrix.Snapshot();

        matrix.NewInteractions.ShouldBe(0);
    }

    [Fact]
    public void Users_ShouldBeThoseThatCanBeLearntFrom()
    {
        Add("a", "x");
        Add("a", "y");
        Add("b", "x");
        matrix.Users.ShouldBe(2);

        matrix.Retract("a");
        matrix.Retract("a");
        matrix.Retract("never seen");
        matrix.Users.ShouldBe(1);

        Add("a", "x");
        matrix.Users.ShouldBe(2);
        matrix.Snapshot().Users.Count.ShouldBe(2);
    }

    [Fact]
    public void Snapshot_ShouldStayAsItIs_WhenTheStreamGoesOn()
    {
        Add("a", "x");
        var snapshot = matrix.Snapshot();
        Add("a", "y");
        Add("b", "z");

        (snapshot.Users.Count, snapshot.Items.Count, snapshot.Matrix.NonZeros).ShouldBe((1, 1, 1));
    }

    private void Add(string user, string item, float value = 1f) => matrix.Add(new Interaction("e", user, item, value, 0));
}
