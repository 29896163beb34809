using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.RecSys19;

namespace LowRankDefense.Simulators.Tests.Attacks.RecSys19;

public class ProfileImagesTests
{
    [Theory]
    [InlineData(1682, 29, 58)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(7, 2, 4)]
    [InlineData(200, 10, 20)]
    [InlineData(225, 9, 25)]
    [InlineData(1013, 26, 39)]
    public void Shape_ShouldBeTheOneWithTheLeastPadding_NearestToTwiceAsWideAsHigh(int items, int height, int width)
    {
        ProfileImages.ShapeFor(items).ShouldBe(new ImageShape(height, width, 1));
    }

    [Fact]
    public void Shape_ShouldHaveRoomForEveryItem_AndNeverALineToSpare()
    {
        for (var items = 1; items <= 3_000; items++)
        {
            var shape = ProfileImages.ShapeFor(items);
            shape.Area.ShouldBeInRange(items, items + shape.Width - 1);
            shape.Width.ShouldBeInRange(shape.Height, 3 * shape.Height);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Shape_ShouldBeRefused_WhenThereAreNoItems(int items)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ProfileImages.ShapeFor(items));
    }

    [Fact]
    public void Pixels_ShouldRunFromMinusOneToOne_WithWhatIsNotThereAtMinusOne()
    {
        var profiles = CsrMatrix.FromEntries(2, 7, [(0, 1, 5f), (0, 3, 2.5f), (0, 6, 1f), (1, 0, 4f)]);
        var image = new float[8];

        ProfileImages.For(profiles).Write(profiles, 0, image);

        // Items 0, 1, 3 and 6 have a user each, and stand first.
        image.ShouldBe([-1f, 1f, 0f, -0.6f, -1f, -1f, -1f, -1f], 1e-6);
    }

    [Fact]
    public void Items_ShouldStandInTheOrderOfTheirPopularity()
    {
        var profiles = CsrMatrix.FromEntries(3, 4, [(0, 3, 1f), (1, 3, 1f), (2, 3, 1f), (1, 1, 1f), (2, 1, 1f), (2, 0, 1f)]);
        var image = new float[4];

        ProfileImages.For(profiles).Write(profiles, 1, image);

        image.ShouldBe([1f, 1f, -1f, -1f], "item 3 has most users, then item 1");
    }

    [Fact]
    public void Clicks_ShouldBePixelsOfOne()
    {
        var profiles = CsrMatrix.FromEntries(1, 4, [(0, 2, 1f)]);
        var image = new float[4];

        ProfileImages.For(profiles).Write(profiles, 0, image);

        image.ShouldBe([1f, -1f, -1f, -1f]);
    }

    [Fact]
    public void Profile_ShouldBeWhatItWas_WhenItsImageIsReadBack()
    {
        var profiles = CsrMatrix.FromEntries(2, 7, [(0, 1, 5f), (0, 3, 2.5f), (0, 6, 1f), (1, 0, 4f)]);
        var images = ProfileImages.For(profiles);
        var (image, profile) = (new float[images.Shape.Length], new float[7]);
        images.Write(profiles, 1, image);
        images.Write(profiles, 0, image);

        images.Read(image, profile);

        profile.ShouldBe([0f, 5f, 0f, 2.5f, 0f, 0f, 1f], 1e-6);
    }

    [Fact]
    public void Profile_ShouldStayWithinTheValues_WhateverThePixels()
    {
        var profile = new float[3];

        new ProfileImages([0, 1, 2], 5f).Read([-1.5f, 1.0000001f, 0f], profile);

        profile.ShouldBe([0f, 5f, 2.5f]);
    }

    [Fact]
    public void Images_ShouldBeRefused_WhenNoValueIsAboveZero()
    {
        Should.Throw<ArgumentException>(() => ProfileImages.For(CsrMatrix.FromEntries(2, 3, [(0, 0, 0f)]))).Message.ShouldContain("above 0");
    }

    [Fact]
    public void Images_ShouldBeRefused_WhenAValueIsBelowZero()
    {
        Should.Throw<ArgumentException>(() => ProfileImages.For(CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (1, 2, -2f)]))).Message.ShouldContain("-2");
    }
}
