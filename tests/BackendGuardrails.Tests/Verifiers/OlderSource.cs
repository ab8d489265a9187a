using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>
/// A source for compilers older than C# 12, which are still under test: a class with a primary constructor gets fields and a constructor instead. Works on the marked text, on one
/// line, so that marks and line numbers stay. Whatever else is new needs a <see cref="ModernFactAttribute"/>.
/// </summary>
internal static partial class OlderSource
{
    public static SourceText Of(SourceText source) => ModernFactAttribute.IsModern ? source : SourceText.From(PrimaryConstructor().Replace(source.ToString(), Written));

    [GeneratedRegex(@"(?<head>(?<!record )\b(?<kind>class|struct) (?:\[\|)?(?<name>\w+)(?:\|\])?(?<generic><[^<>{}()]*>)?)\((?<parameters>[^(){};]+)\)(?<rest>[^{;(]*(?:\((?<arguments>[^(){};]*)\)[^{;(]*)?)(?<open>[{;])")]
    private static partial Regex PrimaryConstructor();

    private static string Written(Match type)
    {
        var parameters = type.Groups["parameters"].Value;
        var names = Parameters(parameters).Select(parameter => Unmarked(parameter.Split('=')[0]).Trim()).ToList();
        var fields = string.Concat(names.Select(parameter => $"private readonly {Regex.Replace(parameter, @"^(params|in) ", "")}; "));
        var assignments = string.Join(" ", names.Select(parameter => parameter[(parameter.LastIndexOf(' ') + 1)..]).Select(name => $"this.{name} = {name};"));
        var arguments = type.Groups["arguments"];
        var rest = arguments.Success ? type.Groups["rest"].Value.Replace($"({arguments.Value})", "", StringComparison.Ordinal) : type.Groups["rest"].Value;
        var constructor = $"public {type.Groups["name"].Value}({parameters}){(arguments.Success ? $" : base({arguments.Value})" : "")} {{ {assignments} }}";
        return $"{type.Groups["head"].Value}{rest}{{ {fields}{constructor}{(type.Groups["open"].Value == ";" ? " }" : "")}";
    }

    /// <summary>The mark stays in the constructor; a field has none.</summary>
    private static string Unmarked(string parameter) => parameter.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    /// <summary>Commas inside of type arguments separate nothing.</summary>
    private static IEnumerable<string> Parameters(string list)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at <= list.Length; at++)
        {
            if (at == list.Length || list[at] == ',' && depth == 0)
            {
                yield return list[start..at];
                start = at + 1;
            }
            else
                depth += list[at] switch { '<' => 1, '>' => -1, _ => 0 };
        }
    }
}
