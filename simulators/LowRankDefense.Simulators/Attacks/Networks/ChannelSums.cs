using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Simulators.Attacks.Networks;

/// <summary>Sums over all pixels of a batch for every channel, on all cores, a line of pixels at a time so that vectors are long with few channels, too.</summary>
/// <param name="shape">Shape of the images.</param>
internal sealed class ChannelSums(ImageShape shape)
{
    private DenseMatrix partial = new(0, shape.LineLength);

    /// <summary>Adds something of a line to the sums of its values.</summary>
    /// <param name="line">Row of <see cref="ImageBatch.Lines"/>.</param>
    /// <param name="sum">One sum per value of a line, added to.</param>
    public delegate void AddLine(int line, Span<float> sum);

    /// <summary>Sums of every channel.</summary>
    /// <param name="batch">Says how many lines there are.</param>
    /// <param name="add">Adds a line.</param>
    /// <returns>Length: channels.</returns>
    public double[] Of(ImageBatch batch, AddLine add)
    {
        var size = batch.LinesPerChunk;
        var chunks = Cores.ChunksOf(batch.Lines.Rows, size);
        if (partial.Rows != chunks)
            partial = new DenseMatrix(chunks, shape.LineLength);
        partial.Data.Clear();
        Cores.ForEachChunk(
            batch.Lines.Rows,
            size,
            chunk =>
            {
                for (var line = chunk.Start; line < chunk.End; line++)
                    add(line, partial.Row(chunk.Index));
            }
        );
        var sums = new double[shape.Channels];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var row = partial.Row(chunk);
            for (var i = 0; i < row.Length; i += sums.Length)
            for (var channel = 0; channel < sums.Length; channel++)
                sums[channel] += row[i + channel];
        }

        return sums;
    }

    /// <summary>Calls <paramref name="body"/> for every row of <see cref="ImageBatch.Lines"/>, on all cores.</summary>
    public static void ForEachLine(ImageBatch batch, Action<int> body) =>
        Cores.ForEachChunk(
            batch.Lines.Rows,
            batch.LinesPerChunk,
            chunk =>
            {
                for (var line = chunk.Start; line < chunk.End; line++)
                    body(line);
            }
        );

    /// <summary>Writes a number per channel for every pixel of a line.</summary>
    /// <param name="ofChannel">The number of a channel.</param>
    /// <param name="line">Overwritten; length: values of a line.</param>
    public void Repeat(Func<int, double> ofChannel, Span<float> line)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
            line[channel] = (float)ofChannel(channel);
        for (var i = shape.Channels; i < line.Length; i += shape.Channels)
            line[..shape.Channels].CopyTo(line[i..]);
    }
}
