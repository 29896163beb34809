using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class ProfileReaderTests
{
    [Fact]
    public void Fake_ShouldHaveTheTargetsAtTheTop_AndWhatItsProfileHasMostOf_WithTheValuesThatUsersGiveAsOften()
    {
        // Three of four values are 4, one is 2.5.
        var genuine = CsrMatrix.FromEntries(3, 6, [(0, 0, 4f), (0, 1, 2.5f), (1, 2, 4f), (1, 5, 0f), (2, 0, 4f)]);
        var reader = new ProfileReader(genuine, [4], fillers: 4);

        var fake = reader.Read(new DenseMatrix(1, 6, [0.2f, 3.1f, 3.9f, -1f, 9f, 7f]));

        fake.ColumnsOf(0).ToArray().ShouldBe([0, 1, 2, 4, 5]);
        fake.ValuesOf(0).ToArray().ShouldBe([2.5f, 4f, 4f, 4f, 4f], "the least of the fillers has the least of the values");
    }

    [Fact]
    public void EqualValues_ShouldGoToTheFirstItems()
    {
        var reader = new ProfileReader(AttackData.Ratings(1, 2, 3), [1], fillers: 4);

        reader.Read(new DenseMatrix(1, 60)).ColumnsOf(0).ToArray().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void Click_ShouldStayAClick_AndAFakeShouldTakeAllItems_WhereThereAreNotMore()
    {
        var reader = new ProfileReader(AttackData.Implicit(), [0, 59, 0], fillers: 1_000);

        var fakes = reader.Read(DenseMatrix.Gaussian(3, 60, 1, new(1)));

        fakes.NonZeros.ShouldBe(3 * 60);
        fakes.Values.ToArray().ShouldAllBe(v => v == 1f);
    }
}
