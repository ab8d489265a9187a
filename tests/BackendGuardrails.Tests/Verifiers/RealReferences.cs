using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>The libraries rules are about, as this test project itself compiles against them (Harness.targets writes the list).</summary>
public static class RealReferences
{
    // Rules are silent in test projects, and they know one by its references.
    private static readonly string[] TestTools =
    [
        "BackendGuardrails", "Microsoft.CodeAnalysis", "Microsoft.TestPlatform", "Microsoft.VisualStudio", "Newtonsoft.Json", "System.Composition",
        "testhost", "xunit",
    ];

    // What services seldom touch and a compilation would still have to bind.
    private static readonly string[] Rare =
    [
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Mvc.Razor", "Microsoft.AspNetCore.Razor", "Microsoft.AspNetCore.Server.IIS",
        "Microsoft.AspNetCore.Server.Kestrel.Transport", "Microsoft.Extensions.FileSystemGlobbing", "Microsoft.JSInterop", "Microsoft.VisualBasic",
        "Microsoft.Win32", "Polly", "RabbitMQ", "System.Drawing", "System.Formats", "System.IO.Compression", "System.IO.IsolatedStorage", "System.IO.Pipes",
        "System.Net.Mail", "System.Net.Ping", "System.Net.Quic", "System.Net.Web", "System.Reflection.Emit", "System.Resources",
        "System.Security.AccessControl", "System.ServiceModel", "System.ServiceProcess", "System.Threading.Overlapped", "System.Web.dll", "System.Windows", "WindowsBase",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> All = new(() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "references.txt"))
            .Where(path => !IsOneOf(path, TestTools))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> Trimmed = new(() =>
        [.. Full.Where(reference => !IsOneOf(reference.Display!, Rare))]);

    public static ImmutableArray<MetadataReference> Full => All.Value;

    public static ImmutableArray<MetadataReference> Default => Trimmed.Value;

    private static bool IsOneOf(string path, string[] prefixes) =>
        Array.Exists(prefixes, prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal));
}
