using LowRankDefense.Simulators.Attacks.Networks;
using LowRankDefense.Simulators.Attacks.Networks.Convolutions;

namespace LowRankDefense.Simulators.Tests.Attacks.Networks.Convolutions;

public class PatchesTests
{
    [Fact]
    public void Patch_ShouldBeZeroOutsideTheImage_WhateverWasThere()
    {
        // 3 × 4 pixels from 1 to 12: two lines of padding above and below, one column to the left and two to the right.
        var patches = new Patches(new ImageShape(3, 4, 1));
        float[] image = [.. Enumerable.Range(1, 12)];
        float[][] lines = [.. Enumerable.Range(0, 5).Select(line => Read(patches, image, line))];

        // The first patch, and the last, which begins at line 0 and column 1
        lines
            .Select(l => l[..5])
            .ShouldBe([
                [0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0],
                [0, 1, 2, 3, 4],
                [0, 5, 6, 7, 8],
                [0, 9, 10, 11, 12],
            ]);
        lines
            .Select(l => l[15..])
            .ShouldBe([
                [2, 3, 4, 0, 0],
                [6, 7, 8, 0, 0],
                [10, 11, 12, 0, 0],
                [0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0],
            ]);
    }

    [Fact]
    public void Pixels_ShouldBeAddedAsOftenAsTheyWereRead()
    {
        var patches = new Patches(new ImageShape(3, 4, 1));
        float[] image = [.. Enumerable.Repeat(100f, 12)];
        float[] ones = [.. Enumerable.Repeat(1f, 5 * 4)];

        for (var line = 0; line < 5; line++)
            patches.Add(image, line, ones, patches.LineLength);

        // Every line of this image lies in both patches above each other, and every column but the first in both beside each other.
        image.ShouldBe([102, 104, 104, 104, 102, 104, 104, 104, 102, 104, 104, 104]);
    }

    private static float[] Read(Patches patches, float[] image, int line)
    {
        float[] read = [.. Enumerable.Repeat(float.NaN, 5 * patches.Count)];
        patches.Read(image, line, read, patches.LineLength);
        return read;
    }
}
