using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Simulators.Tests.Experiments;

public sealed class LabelledProfilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string data;

    // Six ratings of user a, of which the newest is held out, and one of user b.
    public LabelledProfilesTests() => data = folder.File("ratings.csv", "user,item\na,1\na,2\na,3\na,4\na,5\na,6\nb,2\n");

    [Fact]
    public void Fakes_ShouldStandBelowTheUsersOfTheData()
    {
        var users = LabelledProfiles.Load(data, folder.File("fakes.csv", "user,item\nf,1\nf,6\ng,2\n"), labelsFile: null);

        users.Fake.ShouldBe([false, false, true, true]);
        users.Lengths.ShouldBe([6, 1, 2, 1]);
        users.Items.ShouldBe(["1", "2", "3", "4", "5", "6"]);
        users.Profiles.ColumnsOf(2).ToArray().ShouldBe([0, 5]);
    }

    [Fact]
    public void Labels_ShouldMarkUsersOfTheData()
    {
        var users = LabelledProfiles.Load(data, fakesFile: null, folder.File("labels.txt", "b 1\na 0\n"));

        users.Fake.ShouldBe([false, true]);
        // Detection knows no future: what is held out from the recommender belongs to the profile.
        users.Lengths.ShouldBe([6, 1]);
    }

    [Fact]
    public void Files_ShouldBeRefused_WhenThereIsNoneOrBoth()
    {
        var fakes = folder.File("fakes.csv", "user,item\nf,1\n");
        var labels = folder.File("labels.txt", "b 1\n");

        Should.Throw<InvalidDataException>(() => LabelledProfiles.Load(data, null, null)).Message.ShouldContain("either --fakes");
        Should.Throw<InvalidDataException>(() => LabelledProfiles.Load(data, fakes, labels)).Message.ShouldContain("either --fakes");
    }

    [Theory]
    [InlineData("a 0\n")]
    [InlineData("c 1\n")]
    public void Labels_ShouldBeRefused_WhenNobodyInTheDataIsFake(string labels) =>
        Should
            .Throw<InvalidDataException>(() => LabelledProfiles.Load(data, null, folder.File("labels.txt", labels)))
            .Message.ShouldContain("nothing to detect");

    [Fact]
    public void LabelsOfOthers_ShouldBeCounted()
    {
        var users = LabelledProfiles.Load(data, null, folder.File("labels.txt", "b 1\nc 1\nd 0\n"));

        users.Absent.ShouldBe(2);
        users.Fake.Count(fake => fake).ShouldBe(1);
    }

    [Fact]
    public void Fakes_ShouldBeRefused_WhenTheyHaveItemsThatTheDataHasNot() =>
        Should
            .Throw<InvalidDataException>(() => LabelledProfiles.Load(data, folder.File("fakes.csv", "user,item\nf,99\n"), null))
            .Message.ShouldContain("'99'");

    public void Dispose() => folder.Dispose();
}
