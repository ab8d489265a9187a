using System.Reflection;
using System.Runtime.Loader;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>
/// The matrix is worth what its labels are worth, so the programs are run: what is bad lets a quote through, what is good does not, whatever is sent and whenever.
/// </summary>
public class FlowLabelTests
{
    private const string Attack = "b' OR 'x'='x";

    private static readonly string[] Sent =
    [
        Attack, "' OR 1=1", "a", "b", "id", "name", "created", "5", "5,6", "true", "2026-05-01", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Name",
    ];

    /// <summary>Times of the day and days of the week, on which some programs depend: from a Monday on.</summary>
    private static readonly DateTime[] Times =
        [.. Enumerable.Range(0, 7).SelectMany(day => new[] { 3, 10, 19, 23 }.Select(hour => new DateTime(2026, 6, 1 + day, hour, 0, 0, DateTimeKind.Utc)))];

    private static readonly Source Argument = new("argument", "return;", """
        public sealed class Program
        {
            {members}
            public async Task RunAsync(string sent)
            {
                var input = sent;
                {body}
            }
        }
        """);

    private static readonly Sink Recorded = new("recorder", "await FlowRecorder.ExecuteAsync(\"\" + result); // sink", "await FlowRecorder.ExecuteAsync(result);");

    private const string Recorder = """
        public static class FlowRecorder
        {
            public static DateTime UtcNow { get; set; }

            public static List<string> Texts { get; } = new();

            public static Task ExecuteAsync(string text)
            {
                Texts.Add(text);
                return Task.CompletedTask;
            }
        }
        """;

    [Fact]
    public async Task Labels_are_true()
    {
        var programs = Ways.All.Concat(Ways.Cleansing)
            .SelectMany(way => way.Flows.Select(flow => new FlowProgram(way, Argument, Recorded, flow)))
            .Select((program, index) => program with { Namespace = $"Flow{index}", Path = $"/Flow{index}.cs" })
            .ToList();
        var run = Load(programs);

        var lies = new List<string>();
        foreach (var program in programs)
        {
            var texts = await run(program);
            if (texts.Count == 0)
                lies.Add($"{program.Label} never reaches its sink");
            else if (texts.Exists(text => text.Contains('\'')) != program.Flow is Flow.Bad or Flow.Parameter)
                lies.Add($"{program.Label}: {string.Join(" | ", texts.Distinct().Take(5))}");
        }

        Assert.True(lies.Count == 0, string.Join('\n', lies));
    }

    private static Func<FlowProgram, Task<List<string>>> Load(IEnumerable<FlowProgram> programs)
    {
        var files = programs.Select(program => (program.Path, program.Text.Replace("DateTime.UtcNow", "FlowRecorder.UtcNow"))).Append(("/Recorder.cs", Recorder));
        using var image = new MemoryStream();
        var emitted = FlowCompilation.Of(files).Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("Flows", isCollectible: true).LoadFromStream(image);
        return program => RunAsync(assembly, program);
    }

    /// <summary>All that reaches the sink. A program that refuses what is sent may do so by an exception.</summary>
    private static async Task<List<string>> RunAsync(Assembly assembly, FlowProgram program)
    {
        var recorder = assembly.GetType("FlowRecorder")!;
        var texts = (List<string>)recorder.GetProperty("Texts")!.GetValue(null)!;
        var type = assembly.GetType($"{program.Namespace}.Program")!;
        texts.Clear();
        foreach (var sent in program.Flow is Flow.Bad or Flow.Parameter ? [Attack] : Sent)
        {
            foreach (var time in Times)
            {
                recorder.GetProperty("UtcNow")!.SetValue(null, time);
                try
                {
                    await (Task)type.GetMethod("RunAsync")!.Invoke(Activator.CreateInstance(type), [sent])!;
                }
                catch (Exception refused) when (refused is ArgumentException or FormatException or KeyNotFoundException)
                {
                }
            }
        }

        return [.. texts];
    }
}
