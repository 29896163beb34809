namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>
/// The floors of each project, lowest first. A folder may use the folders of lower floors, and nothing else of its project: not those beside it, and
/// not those above.
/// </summary>
/// <remarks>A folder is named by its path in the project; the root of a project is the empty path. A new folder needs a place here.</remarks>
internal static class Floors
{
    /// <summary>Project → floors → folders.</summary>
    public static IReadOnlyDictionary<string, string[][]> Of { get; } =
        new Dictionary<string, string[][]>(StringComparer.Ordinal)
        {
            ["Numerics"] =
            [
                ["", "Parallelism", "Randomness"],
                ["Matrices"],
                ["Kernels", "Optimization"],
                ["Decompositions"],
                ["Decompositions/Eigen", "Decompositions/Operators", "Decompositions/Orthogonal"],
                ["Decompositions/Svd"],
            ],
            ["Core"] =
            [
                ["Serialization", "Attacks", "Recommendations", "Evaluation/Significance"],
                ["Interactions", "Detection", "Factorization", "Neighbourhoods"],
                [
                    "Detection/Svm",
                    "Detection/Campaigns",
                    "Detection/Coherence",
                    "Detection/Calibration",
                    "Factorization/LeastSquares",
                    "Factorization/Wrmf",
                    "Factorization/Popularity",
                    "Reconstruction",
                    "Attacks/Recipes",
                ],
                ["Attacks/Catalog"],
                [
                    "Detection/Crowds",
                    "Detection/Crowds/Judging",
                    "Detection/PcaSvm",
                    "Detection/Coherence/Judging",
                    "Detection/Campaigns/Judging",
                    "Detection/Campaigns/Scattered",
                    "Factorization/Ials",
                    "Factorization/Pmf",
                ],
                ["Detection/Campaigns/Patrols", "Detection/Campaigns/Sweeps", "Factorization/Trimming"],
                ["Detection/Catalog", "Recommenders"],
                ["Profiles"],
                ["Profiles/Log"],
                ["Verdicts"],
                ["Sanitization", "Alerts"],
                ["Evaluation"],
                ["Evaluation/Intervals", "Evaluation/Timeliness"],
            ],
            ["Streaming"] =
            [
                ["Telemetry"],
                ["State"],
                ["Kafka"],
                ["Models"],
                ["Stages", "Patrols"],
                ["Pipeline", "Refresh"],
                [""],
            ],
            ["EmbeddedBroker"] =
            [
                ["Protocol"],
                ["Configuration", "Offsets"],
                ["Log", "Groups"],
                ["Transactions"],
                ["Handlers"],
                ["Network"],
                [""],
            ],
            ["Worker"] =
            [
                ["Http"],
                ["Configuration"],
                [""],
            ],
            ["Simulators"] =
            [
                ["Attacks", "Attacks/Networks", "Audit", "Datasets", "Processes"],
                ["Attacks/Networks/Convolutions"],
                [
                    "Attacks/RecSys19",
                    "Attacks/RecSys20",
                    "Attacks/Obfuscations",
                    "Crashes",
                    "Datasets/Download",
                    "Experiments",
                    "Populations",
                    "Replay",
                    "Schedules",
                ],
            ],
            ["Lab"] =
            [
                ["Brokers", "Measuring", "Output"],
                ["Processes", "Streams"],
                ["Scenarios"],
                ["Scenarios/ArrivalProtocol", "Scenarios/Attacks", "Scenarios/Demo"],
                ["Scenarios/Attacks/Comparison", "Scenarios/Reproduction/Steps", "Scenarios/Reproduction/Computations/Inputs"],
                ["Scenarios/Reproduction/Computations/Attacks"],
                ["Scenarios/Reproduction/Computations/Recommenders"],
                ["Scenarios/Reproduction/Computations/Detection"],
                ["Scenarios/Reproduction/Studies"],
                ["Scenarios/Reproduction/Pages"],
                ["Scenarios/Reproduction"],
                ["Scenarios/Replay/Runs"],
                ["Scenarios/Replay"],
                ["Scenarios/Crashes"],
                ["Commands"],
                [""],
            ],
        };
}
