using System.Globalization;

namespace LowRankDefense.Lab.Output;

/// <summary>Says every ten seconds how far long work has come, where no terminal shows a bar; what is over sooner says nothing.</summary>
internal sealed class ProgressLines : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly string what;
    private readonly TextWriter lines;
    private readonly TimeProvider time;
    private readonly long begun;
    private readonly ITimer timer;
    private double share = double.NaN;

    /// <summary>Begins.</summary>
    /// <param name="what">What is going on.</param>
    /// <param name="lines">Where to; null for the standard error of the process, which leaves results alone.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ProgressLines(string what, TextWriter? lines = null, TimeProvider? time = null)
    {
        (this.what, this.lines, this.time) = (what, lines ?? Console.Error, time ?? TimeProvider.System);
        begun = this.time.GetTimestamp();
        timer = this.time.CreateTimer(_ => Write(), state: null, Every, Every);
    }

    /// <summary>Takes a count.</summary>
    /// <param name="done">How much is done.</param>
    /// <param name="all">How much there is; nothing is said of it where it is 0.</param>
    public void Report(double done, double all) => Volatile.Write(ref share, done / all);

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Write()
    {
        var (seconds, known) = (time.GetElapsedTime(begun).TotalSeconds, Volatile.Read(ref share));
        var reached = double.IsFinite(known) ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:F0} % ") : "";
        lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {reached}after {seconds:F0} s"));
    }
}
