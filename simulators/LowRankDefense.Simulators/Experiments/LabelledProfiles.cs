using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>Profiles of which it is known who is fake.</summary>
/// <param name="Profiles">Users × items.</param>
/// <param name="Items">Item id of each column.</param>
/// <param name="Fake">Whether each user is fake.</param>
public sealed record LabelledProfiles(CsrMatrix Profiles, IReadOnlyList<string> Items, bool[] Fake)
{
    /// <summary>Labels of users who are not in the data, which say nothing.</summary>
    public int Absent { get; init; }

    /// <summary>Distinct items of each user.</summary>
    public int[] Lengths => [.. Enumerable.Range(0, Profiles.Rows).Select(Profiles.CountOf)];

    /// <summary>Reads a data set and either fakes to add to it or labels of its users.</summary>
    /// <exception cref="InvalidDataException">Neither or both are given, or no user of the data is labelled fake.</exception>
    public static LabelledProfiles Load(string data, string? fakesFile, string? labelsFile)
    {
        if (fakesFile is null == labelsFile is null)
            throw new InvalidDataException("Give either --fakes FILE (profiles to add) or --labels FILE (who is fake in the data).");
        var whole = DataSet.Load(data).Whole();
        var indexed = IndexedDataSet.Of(whole);
        return fakesFile is not null
            ? WithFakes(indexed, FakesFile.Read(fakesFile, whole))
            : WithLabels(indexed, LabelsFile.Read(labelsFile!), labelsFile!);
    }

    private static LabelledProfiles WithFakes(IndexedDataSet data, IReadOnlyList<Rating> fakes)
    {
        var profiles = data.Train.StackAbove(data.Index(fakes).Profiles);
        var fake = new bool[profiles.Rows];
        fake.AsSpan(data.Train.Rows).Fill(true);
        return new LabelledProfiles(profiles, data.Items.Ids, fake);
    }

    private static LabelledProfiles WithLabels(IndexedDataSet data, IReadOnlyDictionary<string, bool> labels, string file)
    {
        var fake = new bool[data.Train.Rows];
        var absent = 0;
        foreach (var (user, isFake) in labels)
        {
            if (data.Users.TryGet(user, out var row))
                fake[row] = isFake;
            else
                absent++;
        }

        return fake.AsSpan().Contains(true)
            ? new LabelledProfiles(data.Train, data.Items.Ids, fake) { Absent = absent }
            : throw new InvalidDataException(
                $"{file} labels no user of the data as fake (1), so that there is nothing to detect: label those that are."
            );
    }
}
