using LowRankDefense.Core.Detection;

namespace LowRankDefense.Core.Tests.Detection;

public class ConvictedUsersTests
{
    private readonly ConvictedUsers<int> convicted = new();

    [Fact]
    public void Few_ShouldChangeNothing_AndHalfAsManyMore_Something()
    {
        convicted.HaveChanged(Enumerable.Range(0, 9)).ShouldBeFalse();
        convicted.HaveChanged(Enumerable.Range(0, 10)).ShouldBeTrue();

        convicted.Learn(Enumerable.Range(0, 100));

        convicted.HaveChanged(Enumerable.Range(0, 149)).ShouldBeFalse();
        convicted.HaveChanged(Enumerable.Range(0, 150)).ShouldBeTrue();
        convicted.HaveChanged(Enumerable.Range(50, 50)).ShouldBeTrue("half of them were released");
        convicted.HaveChanged(Enumerable.Range(25, 100)).ShouldBeTrue("a quarter has come and a quarter has gone");
    }
}
