using LowRankDefense.CrashingWorker;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Worker;

// The worker as it ships, with one more service: a probe that ends the process at the point it is told of.
await WorkerHost.Create(args, services: services => services.AddSingleton<IPipelineProbe>(DeathAtPoint.FromEnvironment())).RunAsync();
