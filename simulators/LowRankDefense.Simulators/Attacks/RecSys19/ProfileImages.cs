using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks.Networks;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>Profiles over n items as images of one channel, and back.</summary>
/// <remarks>
/// Christakopoulou &amp; Banerjee (RecSys 2019), §4.1: items fill the image line by line, 1682 of them 29 × 58 pixels. A pixel is
/// 2·value/maximum − 1, which is (r − 2.5)/2.5 for ratings up to 5; an item without a value counts as 0, and is −1, and so is the padding.
/// Departure: items stand in the order of their popularity, not in that of the file, so that neighbours have something in common that a convolution can see.
/// </remarks>
internal sealed class ProfileImages
{
    private const float Empty = -1f;

    private readonly int[] pixelOf;

    /// <summary>Images for profiles with a pixel for each item and values of 0 to <paramref name="maximum"/>, above 0.</summary>
    /// <param name="pixelOf">Of each item, one or more: each pixel of 0 .. items − 1 once.</param>
    /// <param name="maximum">The largest value.</param>
    public ProfileImages(int[] pixelOf, float maximum)
    {
        (this.pixelOf, Largest) = (pixelOf, maximum);
        Shape = ShapeFor(pixelOf.Length);
    }

    /// <summary>Shape of an image: height × width × 1, with room for every item.</summary>
    public ImageShape Shape { get; }

    /// <summary>The largest value of a profile.</summary>
    public float Largest { get; }

    /// <summary>Images for the profiles of a matrix.</summary>
    /// <exception cref="ArgumentException">It has no value above 0, or one below.</exception>
    public static ProfileImages For(CsrMatrix profiles)
    {
        var maximum = 0f;
        foreach (var value in profiles.Values)
        {
            if (value < 0f)
                throw new ArgumentException($"A profile has the value {value}: images are drawn of values of 0 or more.", nameof(profiles));
            maximum = Math.Max(maximum, value);
        }

        return maximum > 0f
            ? new ProfileImages(ByPopularity(profiles), maximum)
            : throw new ArgumentException("No profile has a value above 0: there is nothing to draw images of.", nameof(profiles));
    }

    /// <summary>
    /// The shape with the least padding among those as wide as high up to three times as wide; of several the one nearest to the paper's, which is twice as wide as
    /// high.
    /// </summary>
    /// <param name="items">Items, 1 or more.</param>
    public static ImageShape ShapeFor(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return Enumerable
            .Range(1, (int)Math.Ceiling(Math.Sqrt(items)))
            .Select(height => new ImageShape(height, (items + height - 1) / height, 1))
            .Where(shape => shape.Width >= shape.Height && shape.Width <= 3 * shape.Height)
            .OrderBy(shape => shape.Area)
            .ThenBy(shape => Math.Abs(Math.Log(shape.Width / (2.0 * shape.Height))))
            .First();
    }

    /// <summary>Draws the profile of a row.</summary>
    /// <param name="profiles">Profiles over the items.</param>
    /// <param name="row">Which.</param>
    /// <param name="image">Overwritten; one value per pixel.</param>
    public void Write(CsrMatrix profiles, int row, Span<float> image)
    {
        image.Fill(Empty);
        var columns = profiles.ColumnsOf(row);
        var values = profiles.ValuesOf(row);
        for (var e = 0; e < columns.Length; e++)
            image[pixelOf[columns[e]]] = (2f * (values[e] / Largest)) - 1f;
    }

    /// <summary>Reads an image back: (pixel + 1)/2 · maximum, 0 to the maximum, whatever the pixel.</summary>
    /// <param name="image">One value per pixel.</param>
    /// <param name="profile">Overwritten; one value per item.</param>
    public void Read(ReadOnlySpan<float> image, Span<float> profile)
    {
        for (var item = 0; item < pixelOf.Length; item++)
            profile[item] = Math.Clamp((image[pixelOf[item]] + 1f) / 2f * Largest, 0f, Largest);
    }

    private static int[] ByPopularity(CsrMatrix profiles)
    {
        var (users, pixelOf) = (new int[profiles.Columns], new int[profiles.Columns]);
        foreach (var item in profiles.ColumnIndices)
            users[item]++;
        foreach (var (pixel, item) in Enumerable.Range(0, profiles.Columns).OrderByDescending(i => users[i]).Index())
            pixelOf[item] = pixel;
        return pixelOf;
    }
}
