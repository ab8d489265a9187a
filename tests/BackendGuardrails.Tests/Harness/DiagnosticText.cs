using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Writes diagnostics down the way a test would have to expect them.</summary>
internal sealed class DiagnosticText(ImmutableArray<DiagnosticAnalyzer> analyzers, string defaultPath)
{
    // Roslyn keeps the arguments internal, and a message cannot be taken apart again.
    private static readonly PropertyInfo? ArgumentsProperty =
        typeof(Diagnostic).GetProperty("Arguments", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

    public static string[] ArgumentsOf(Diagnostic diagnostic) => Strings((IReadOnlyList<object?>?)ArgumentsProperty?.GetValue(diagnostic));

    public static string[] Strings(IReadOnlyList<object?>? arguments) => [.. (arguments ?? []).Select(argument => argument?.ToString() ?? "")];

    public static string Of(DiagnosticResult result)
    {
        var text = new StringBuilder();
        if (result.HasLocation)
        {
            var span = result.Spans[0].Span;
            text.Append(span.Path.Length == 0 ? "?" : span.Path)
                .Append($"({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}): ");
        }

        text.Append($"{result.Severity.ToString().ToLowerInvariant()} {result.Id}");
        return result.Message is { } message ? text.Append($": {message}").ToString() : text.ToString();
    }

    public string List(IEnumerable<Diagnostic> diagnostics) => List(diagnostics.Select(AsExpected));

    public string List(IEnumerable<DiagnosticResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
            text.AppendLine($"    // {Of(result)}").AppendLine($"    {Code(result)},");

        return text.Length == 0 ? "    none" + Environment.NewLine : text.ToString();
    }

    private static DiagnosticResult AsExpected(Diagnostic diagnostic)
    {
        var result = new DiagnosticResult(diagnostic.Id, diagnostic.Severity)
            .WithArguments([.. ArgumentsOf(diagnostic)])
            .WithMessage(diagnostic.GetMessage());
        if (diagnostic.IsSuppressed)
            result = result.WithIsSuppressed(true);

        return diagnostic.Location == Location.None
            ? result
            : diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Aggregate(result, (all, location) => all.WithSpan(location.GetLineSpan()));
    }

    private string Code(DiagnosticResult result)
    {
        var code = new StringBuilder(Constructor(result));
        foreach (var location in result.Spans)
        {
            var (start, end) = (location.Span.StartLinePosition, location.Span.EndLinePosition);
            var path = location.Span.Path == defaultPath ? "" : $"\"{location.Span.Path}\", ";
            code.Append(location.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength)
                ? $".WithLocation({path}{start.Line + 1}, {start.Character + 1})"
                : $".WithSpan({path}{start.Line + 1}, {start.Character + 1}, {end.Line + 1}, {end.Character + 1})");
        }

        if (result.MessageArguments is { Length: > 0 } arguments)
            code.Append($".WithArguments({string.Join(", ", Strings(arguments).Select(argument => $"\"{argument}\""))})");

        if (result.IsSuppressed is { } suppressed)
            code.Append($".WithIsSuppressed({(suppressed ? "true" : "false")})");

        return code.ToString();
    }

    private string Constructor(DiagnosticResult result)
    {
        var analyzer = analyzers.FirstOrDefault(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == result.Id));
        return (analyzer, result.Severity) switch
        {
            ({ SupportedDiagnostics.Length: 1 }, _) => "VerifyCS.Diagnostic()",
            (not null, _) => $"VerifyCS.Diagnostic(\"{result.Id}\")",
            (null, DiagnosticSeverity.Error) => $"DiagnosticResult.CompilerError(\"{result.Id}\")",
            (null, DiagnosticSeverity.Warning) => $"DiagnosticResult.CompilerWarning(\"{result.Id}\")",
            (null, var severity) => $"new DiagnosticResult(\"{result.Id}\", DiagnosticSeverity.{severity})",
        };
    }
}
