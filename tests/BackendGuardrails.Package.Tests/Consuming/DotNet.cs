using System.Diagnostics;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>The .NET command line, as a user has it: nothing of the test run leaks into it.</summary>
internal static class DotNet
{
    public sealed record Outcome(int ExitCode, string Output)
    {
        public Outcome Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"dotnet failed with {ExitCode}:\n{Output}");
    }

    public static Outcome Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new(process.ExitCode, output);
    }

    /// <summary>NUGET_PACKAGES would bring the package into everybody's cache: <see cref="PackedPackage"/> reads from there and writes elsewhere.</summary>
    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable is "NUGET_PACKAGES" or "ContinuousIntegrationBuild" or "VSTEST_CONNECTION_TIMEOUT" or "DOTNET_HOST_PATH" or "Configuration" or "Platform";
}
