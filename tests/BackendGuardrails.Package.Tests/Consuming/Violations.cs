using System.Text.RegularExpressions;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>Consumers/Violations: one file per rule, named like it.</summary>
internal static partial class Violations
{
    private static readonly string Folder = Path.Combine(Repository.Consumers, "Violations");

    public static IEnumerable<string> Rules => Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Distinct();

    public static string Of(string rule) => string.Concat(Directory.GetFiles(Folder, rule + ".*").Select(File.ReadAllText));

    public static void CopyTo(Consumer consumer)
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            var text = File.ReadAllText(file);
            if (Path.GetExtension(file) == ".editorconfig")
                consumer.Configured(text);
            else
                consumer.With($"Violations/{Path.GetFileName(file)}", text);
            foreach (var stub in Stub().Matches(text).Select(match => match.Groups[1].Value))
                consumer.With($"Stubs/{stub}.cs", File.ReadAllText(Path.Combine(Repository.Stubs, stub + ".cs")));
        }
    }

    [GeneratedRegex(@"// stub: ([\w.]+)")]
    private static partial Regex Stub();
}
