using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Simulators.Tests.Populations;

public sealed class RolesFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Roles_ShouldBeALineAnAccount_AndComeBack()
    {
        var file = Path.Combine(folder.Root, "truth.csv");
        KeyValuePair<string, UserRole>[] roles = [new("u1", UserRole.Regular), new("u,2", UserRole.Returning), new("c", UserRole.Crawler)];

        RolesFile.Write(file, roles);

        File.ReadAllLines(file).ShouldBe(["user,role", "u1,regular", "u,2,returning", "c,crawler"]);
        RolesFile.Read(file).ShouldBe(roles, ignoreOrder: true);
    }

    [Theory]
    [InlineData("user,role\nu1,robot\n", "2: 'u1,robot' is no user and a role")]
    [InlineData("u1\n", "1: 'u1' is no user and a role")]
    [InlineData("user,role\n,crawler\n", "2: ',crawler' is no user and a role")]
    [InlineData("user,role\nu1,crawler\nu1,regular\n", "3: user 'u1' has a role already")]
    public void Line_ShouldBeRefusedByNumber_WhenItSaysNoRole(string text, string said) =>
        Should.Throw<DataFormatException>(() => RolesFile.Read(folder.File("truth.csv", text))).Message.ShouldContain(said);
}
