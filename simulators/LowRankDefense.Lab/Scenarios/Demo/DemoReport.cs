namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>The web page of a demo.</summary>
internal static class DemoReport
{
    /// <summary>Writes it.</summary>
    public static void Write(FileInfo file, DemoResult result) { }
}
