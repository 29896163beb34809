namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Shape of an image: height × width × channels in memory, channels last.</summary>
/// <param name="Height">Lines, 1 or more.</param>
/// <param name="Width">Pixels of a line, 1 or more.</param>
/// <param name="Channels">Values of a pixel, 1 or more.</param>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Pixels.</summary>
    public int Area => Height * Width;

    /// <summary>Values of a line.</summary>
    public int LineLength => Width * Channels;

    /// <summary>Values in all.</summary>
    public int Length => Height * Width * Channels;

    /// <summary>⌈n/2⌉ in both directions: what a convolution of stride 2 with the padding "same" makes of it.</summary>
    /// <param name="channels">Channels of the result, 1 or more.</param>
    public ImageShape Halved(int channels) => new((Height + 1) / 2, (Width + 1) / 2, channels);
}
