using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace LowRankDefense.Lab.Tests.Streams;

/// <summary>What a client was really made with: asked of librdkafka itself, all of its properties, those left at their defaults among them.</summary>
internal static class ClientProperties
{
    private static readonly nint Library = NativeLibrary.Load(
        Process.GetCurrentProcess().Modules.Cast<ProcessModule>().First(m => m.ModuleName.Contains("librdkafka", StringComparison.Ordinal)).FileName
    );

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint ConfOf(nint client);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Dump(nint conf, out nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Free(nint dump, nuint count);

    /// <summary>The client that an object keeps in a private field.</summary>
    public static IClient ClientOf(object owner, string field) =>
        (IClient)owner.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic).ShouldNotBeNull(field).GetValue(owner)!;

    /// <summary>Name → value, without callbacks and addresses.</summary>
    public static Dictionary<string, string> Of(IClient client)
    {
        var safe = (SafeHandle)
            typeof(Handle).GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(client.Handle)!;
        var dump = Function<Dump>("rd_kafka_conf_dump")(Function<ConfOf>("rd_kafka_conf")(safe.DangerousGetHandle()), out var count);
        try
        {
            string Text(int at) => Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(dump, at * nint.Size)) ?? "";
            return Enumerable
                .Range(0, (int)count / 2)
                .Select(i => (Name: Text(2 * i), Value: Text((2 * i) + 1)))
                .Where(p => !p.Name.EndsWith("_cb", StringComparison.Ordinal) && !p.Value.StartsWith("0x", StringComparison.Ordinal))
                .ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        }
        finally
        {
            Function<Free>("rd_kafka_conf_dump_free")(dump, count);
        }
    }

    private static T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(Library, name));
}
