namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>One computation of a reproduction, whose result is kept.</summary>
internal interface IStep
{
    /// <summary>What kind of computation it is: those of one kind take about as long.</summary>
    string Kind { get; }

    /// <summary>What it is, for people.</summary>
    string Title { get; }

    /// <summary>Says what the result depends on: the kind, the parameters, the steps before, and the code.</summary>
    string Key { get; }

    /// <summary>Steps whose results it takes.</summary>
    IReadOnlyList<IStep> Needs { get; }

    /// <summary>Computes the result, and keeps it.</summary>
    /// <param name="cache">Has the results of <see cref="Needs"/>, and takes this one.</param>
    /// <param name="stop">Gives up; nothing is kept then.</param>
    void Run(StepCache cache, CancellationToken stop);
}
