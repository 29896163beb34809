namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>A data set that its owner lets everybody download, but nobody pass on.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">What is in it.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Licence">What may be done with it, and what is to be cited.</param>
/// <param name="Page">Where the owner says so.</param>
/// <param name="Files">Its files.</param>
public sealed record RemoteDataSet(string Name, string Title, string Owner, string Licence, Uri Page, IReadOnlyList<RemoteFile> Files);
