namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>The data sets that can be downloaded, with what their bytes are held against.</summary>
/// <remarks>Owners publish MD5 sums of MovieLens and none of the others: those are sums that other projects recorded, or of the copies that this project is measured on.</remarks>
public static class DataSetCatalog
{
    private const string Measured = "the copy that this project is measured on";
    private const string GroupLens = "GroupLens, University of Minnesota";
    private const string Tensorflow = "TensorFlow Datasets";
    private const string MovieLensTerms =
        "For research; no redistribution, no commercial use without permission. Cite Harper & Konstan, The MovieLens Datasets, ACM TiiS 5 (2015).";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RemoteDataSet> All { get; } =
    [
        Gowalla(),
        CheckIns(),
        MovieLens(
            "ml-100k",
            "MovieLens: 100,000 ratings of 943 users × 1,682 films, with their times",
            "0e33842e24a9c977be4e0107933c0723",
            "50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229"
        ),
        MovieLens(
            "ml-1m",
            "MovieLens: 1,000,209 ratings of 6,040 users × 3,706 films, with their times",
            "c4d9eecfca2ab87c1945afe126590906",
            "a6898adb50b9ca05aa231689da44c217cb524e7ebd39d264c56e2832f2c54e20"
        ),
        FilmTrust(),
    ];

    /// <summary>The words for them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(set => set.Name)];

    /// <summary>The one of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static RemoteDataSet ByName(string name) =>
        All.FirstOrDefault(set => set.Name == name)
        ?? throw new KeyNotFoundException($"There is no data set '{name}': choose one of {string.Join(", ", Names)}.");

    private static RemoteDataSet Gowalla() =>
        new(
            "gowalla",
            "13,149 users × 14,007 places, in the split of Tang, Wen & Wang that published figures are of",
            "J. Tang, of check-ins that SNAP offers",
            "No licence is given. Cite Tang, Wen & Wang, RecSys 2020, and Cho, Myers & Leskovec, KDD 2011.",
            new("https://github.com/graytowne/revisit_adv_rec"),
            [
                Tang("train.csv", "8a3fb1eb35fbb430176d316b788980e27e1d0f1835fe1d91005fd3fc8abe8bab"),
                Tang("test.csv", "fc4c0981f1bafdeda9b9230e93d77bbc86e8f637a17ce7361364f9d6ced0a433"),
            ]
        );

    // The commit is part of the address: what stands there cannot change.
    private static RemoteFile Tang(string file, string sha256) =>
        new(
            new($"https://raw.githubusercontent.com/graytowne/revisit_adv_rec/672b9dc5b4e0eeffb53d4d0c7c3b61dbec84dd43/data/gowalla/{file}"),
            [Checksum.Sha256(sha256, Measured)]
        );

    private static RemoteDataSet CheckIns() =>
        new(
            "gowalla-checkins",
            "6,442,890 check-ins of Gowalla, with their times",
            "SNAP, Stanford University",
            "No licence is given. Cite Cho, Myers & Leskovec, Friendship and Mobility, KDD 2011.",
            new("https://snap.stanford.edu/data/loc-gowalla.html"),
            [
                new(
                    new("https://snap.stanford.edu/data/loc-gowalla_totalCheckins.txt.gz"),
                    [Checksum.Md5("8ebd5ed2dd376d8982987c49429cb9f9", "DataRec")],
                    Packing.Gzip
                )
                {
                    Header = "user\ttime\tlatitude\tlongitude\titem",
                },
            ]
        );

    private static RemoteDataSet MovieLens(string name, string title, string md5, string sha256) =>
        new(
            name,
            title,
            GroupLens,
            MovieLensTerms,
            new("https://grouplens.org/datasets/movielens/"),
            [
                new(
                    new($"https://files.grouplens.org/datasets/movielens/{name}.zip"),
                    [Checksum.Md5(md5, GroupLens), Checksum.Sha256(sha256, Tensorflow)],
                    Packing.Zip
                )
                {
                    Folder = $"{name}/",
                },
            ]
        );

    private static RemoteDataSet FilmTrust() =>
        new(
            "filmtrust",
            "FilmTrust: 35,494 ratings of 1,508 users × 2,071 films",
            "G. Guo, LibRec",
            "No licence is given. Cite Guo, Zhang & Yorke-Smith, A Novel Bayesian Similarity Measure for Recommender Systems, IJCAI 2013.",
            new("https://guoguibing.github.io/librec/datasets.html"),
            [
                new(
                    new("https://guoguibing.github.io/librec/datasets/filmtrust.zip"),
                    [Checksum.Sha256("de4a55cb4ae26f663d88e9ad1ba1fae2d0d6d7a7499e37dc5245bab470c2d13c", "OmniRec")],
                    Packing.Zip
                ),
            ]
        );
}
