using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Http;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Resilience;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "A call that may wait forever will: one hanging dependency then takes every thread and every connection we have.")]
public sealed class BG5003TimeoutOffAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG5003",
        title: "Timeout is switched off",
        messageFormat: "'{0}' is switched off here: when the other side hangs, every caller waits with it; set a limit, such as {1} seconds",
        category: Categories.Resilience,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An infinite timeout turns a slow dependency into an outage: requests pile up, each holding a connection and memory, until the service itself stops answering.");

    /// <summary>What the fix writes instead of the value.</summary>
    internal const string Replacement = "Replacement";

    private static readonly Regex KeywordOff = new(
        """(?<=^|[;"]|\n)\s*(Connect(ion)?\s?Timeout|(Default\s?)?Command\s?Timeout|Timeout)\s*=\s*(?<off>0)\s*(?=$|[;"])""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(TimeoutSetting.HttpClient, TimeoutSetting.Command))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.SimpleAssignment, OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (TimeoutSetting.At(context.Operation) is not { } setting)
            return;
        var seconds = facts.Options.Read(GuardrailOptions.DefaultTimeoutSeconds, context.Operation.Syntax.SyntaxTree).ToString();
        var isTimeSpan = setting.Value.Unwrap().Type.Is("System.TimeSpan");
        var (at, digits, name) = setting.Unit switch
        {
            TimeoutUnit.TimeSpan when NoTimeout.IsInfinite(setting.Value, facts.Names, context.CancellationToken) => (setting.Value.Syntax.GetLocation(), null, setting.Name),
            TimeoutUnit.SecondsOrZero when NoTimeout.IsZero(setting.Value, facts.Names, context.CancellationToken) => (setting.Value.Syntax.GetLocation(), null, setting.Name),
            TimeoutUnit.ConnectionString => InConnectionString(setting, facts, context.CancellationToken),
            _ => default,
        };
        if (at is null || IsMeant(context, setting, facts))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            at,
            additionalLocations: digits is null ? null : new[] { digits },
            properties: ImmutableDictionary<string, string?>.Empty.Add(Replacement, isTimeSpan ? $"System.TimeSpan.FromSeconds({seconds})" : seconds),
            messageArgs: new object[] { name ?? setting.Name, seconds }));
    }

    /// <summary>The keyword in the literal; when the literal is a constant elsewhere, the place that uses it.</summary>
    private static (Location? At, Location? Digits, string? Keyword) InConnectionString(TimeoutSetting setting, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var origin = Origins.Of(setting.Value, facts.Names, cancellationToken).Syntax;
        foreach (var token in origin.DescendantTokens().Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken))
        {
            if (KeywordOff.Match(token.Text) is not { Success: true } match)
                continue;
            var digits = Location.Create(origin.SyntaxTree, new TextSpan(token.SpanStart + match.Groups["off"].Index, 1));
            var keyword = match.Value.Trim();
            var span = new TextSpan(token.SpanStart + match.Index + match.Value.IndexOf(keyword, StringComparison.Ordinal), keyword.Length);
            var at = setting.Value.Syntax.Span.Contains(span) && origin.SyntaxTree == setting.Value.Syntax.SyntaxTree ? Location.Create(origin.SyntaxTree, span) : setting.Value.Syntax.GetLocation();
            return (at, digits, $"'{keyword}'");
        }

        return default;
    }

    private static bool IsMeant(OperationContext context, TimeoutSetting setting, CompilationFacts facts)
    {
        if (LongWaits.IsMaintenance(context.Operation, context.ContainingSymbol) || IsChosen(context.Operation, setting))
            return true;
        if (setting.Unit != TimeoutUnit.TimeSpan)
            return false;
        if (Around(context.Operation.Syntax) is { } code && LongWaits.StreamsOrCancels(code))
            return true;
        var registration = context.Operation.Ancestors().OfType<IInvocationOperation>().LastOrDefault(call => call.TargetMethod.Name is "AddHttpClient" or "ConfigureHttpClient");
        return registration is not null && IsLimitedElsewhere(registration, facts, context.CancellationToken);
    }

    /// <summary>Each branch sets it: as in a conditional expression, somebody decides.</summary>
    private static bool IsChosen(IOperation operation, TimeoutSetting setting)
    {
        return operation.Ancestors().OfType<IConditionalOperation>().Any(choice => choice.WhenFalse is { } otherwise && Sets(choice.WhenTrue) && Sets(otherwise));

        bool Sets(IOperation branch) => branch.DescendantsAndSelf().Any(other => TimeoutSetting.At(other)?.Name == setting.Name);
    }

    /// <summary>The type; for top-level statements and registrations, only the function that sets the timeout.</summary>
    private static SyntaxNode? Around(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax or CompilationUnitSyntax);

    private static bool IsLimitedElsewhere(IInvocationOperation call, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (LongWaits.HasDefaultLimit(facts.Names, cancellationToken))
            return true;
        SyntaxNode statement = call.Syntax.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call.Syntax.AncestorsAndSelf().OfType<ExpressionSyntax>().Last();
        if (LongWaits.HasLimit(statement))
            return true;
        var kept = statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } ? variables[0].Identifier.ValueText : null;
        if (kept is not null && statement.Parent?.ChildNodes().OfType<ExpressionStatementSyntax>()
            .Any(next => next.ToString().StartsWith(kept + ".", StringComparison.Ordinal) && LongWaits.HasLimit(next)) == true)
            return true;
        return facts.HttpClients.Of(call, cancellationToken) is { } registration
            && facts.HttpClients.Senders(registration, cancellationToken)
                .SelectMany(sender => sender.DeclaringSyntaxReferences)
                .Any(declaration => LongWaits.StreamsOrCancels(declaration.GetSyntax(cancellationToken)));
    }
}
