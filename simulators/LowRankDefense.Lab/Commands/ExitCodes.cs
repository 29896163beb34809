namespace LowRankDefense.Lab.Commands;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The verb did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It did not: a broker was gone, a computation broke down, it was stopped, or what it measured fell short.</summary>
    public const int Failed = 1;

    /// <summary>Nothing was done: the command line, or a file it names, has to be mended first.</summary>
    public const int BadInput = 2;
}
