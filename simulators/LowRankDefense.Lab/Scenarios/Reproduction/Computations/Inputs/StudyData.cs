using System.Security.Cryptography;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;

/// <summary>A data set that studies are made on.</summary>
internal sealed class StudyData
{
    /// <summary>Indexes a data set.</summary>
    /// <param name="set">The data set.</param>
    public StudyData(DataSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        (Name, Ratings, Clicks) = (set.Name, IndexedDataSet.Of(set), IndexedDataSet.Of(set, binary: true));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var matrix in new[] { Ratings.Train, Ratings.Test })
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(matrix.RowStarts));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(matrix.ColumnIndices));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(matrix.Values));
        }

        Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Hash of its interactions, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>With its values.</summary>
    public IndexedDataSet Ratings { get; }

    /// <summary>Every value 1.</summary>
    public IndexedDataSet Clicks { get; }

    /// <summary>Nobody's profiles over its items.</summary>
    public CsrMatrix Nobody => CsrMatrix.FromEntries(0, Ratings.Items.Count, []);
}
