namespace LowRankDefense.TestKit;

/// <summary>Finds the data sets that tests may use but the checkout does not contain.</summary>
public static class DataSets
{
    private const string Variable = "LOWRANK_DATASETS";

    /// <summary>The folder of the data set <paramref name="name"/>, such as <c>gowalla</c>.</summary>
    /// <remarks>Looks into the folder that the variable LOWRANK_DATASETS names, else into <c>../shared/datasets</c> beside the checkout.</remarks>
    /// <exception cref="SkipException">It is not there: the test is skipped, with the reason.</exception>
    public static string Require(string name)
    {
        var root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Checkout.Beside("shared", "datasets");
        var folder = Path.Combine(root, name);
        Skip.IfNot(Directory.Exists(folder), $"The data set {name} is not in {root}: set {Variable} to a folder that has it.");
        return folder;
    }
}
