using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ApiDesigner,
    "The error handling here is too generic; let's return a specific status code and a helpful message for the client, and keep what went wrong inside in the log.",
    Essential = true)]
public sealed class BG3001ExceptionDetailAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3001",
        title: "Exception detail is sent to the client",
        messageFormat: "'{0}' is sent to the client{1}; log the exception and answer with a problem that says what the client can do",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "The text of an exception is written for whoever repairs the program: it names tables, paths, hosts and types. A client can do nothing with it, and an attacker can. "
            + "Log the exception, and answer with ProblemDetails: a status code, and a text that was written for the client.");

    /// <summary>What the fix answers with, such as <c>Results.Problem(…)</c>.</summary>
    internal const string Answer = "Answer";

    /// <summary>The logger to write to and the exception to write; none where it is logged already.</summary>
    internal const string Logger = "Logger";
    internal const string Exception = "Exception";

    /// <summary>The namespace of LogError, where it is not imported yet.</summary>
    internal const string Import = "Import";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(Mappings.Routes, Controllers.ControllerBase, "Microsoft.AspNetCore.Http.HttpContext", "Grpc.Core.RpcException"))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.PropertyReference, OperationKind.Invocation, OperationKind.LocalReference, OperationKind.ParameterReference);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (ExceptionDetail.At(context.Operation) is not { } detail || detail is { Kind: DetailKind.Message, Author: Author.Deliberate } || IsAllowed(context.Operation, detail, facts))
            return;
        if (facts.ClientTexts.Of(detail.Operation, context.CancellationToken) is not var (text, place) || facts.Guards.Of(detail.Operation, context.CancellationToken) is var guard && guard == Guard.Development || facts.DeveloperPlaces.AreAround(detail.Operation, context.CancellationToken))
            return;
        if (text == ClientText.Form && detail.Operation.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault()?.Parent is ITryOperation attempt && Attempts.OnlyReads(attempt))
            return;
        var isDoubtful = text == ClientText.Form || IsSwitchedOn(detail.Operation, guard, facts, context.CancellationToken) || detail is { Kind: DetailKind.Message, Author: Author.Infrastructure };
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            detail.Operation.Syntax.GetLocation(),
            effectiveSeverity: isDoubtful ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: new[] { place.Syntax.GetLocation() },
            properties: RemedyFor(detail.Operation, place),
            messageArgs: new object[] { Written(detail.Operation.Syntax), text switch { ClientText.Problem => " in the problem details", ClientText.RemoteError => " as the message of the error", ClientText.Form => " on the form", _ => "" } }));
    }

    /// <summary>With what the question mark is about.</summary>
    private static string Written(SyntaxNode detail) => ((SyntaxNode?)detail.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(detail.Span)) ?? detail).ToString();

    /// <summary>A setting asks for the detail, and not for all that is tried here.</summary>
    private static bool IsSwitchedOn(IOperation detail, Guard guard, CompilationFacts facts, CancellationToken cancellationToken) =>
        guard == Guard.Setting && !(detail.Ancestors().OfType<ITryOperation>().FirstOrDefault() is { } attempt && facts.Guards.Of(attempt, cancellationToken) == Guard.Setting);

    private static ImmutableDictionary<string, string?> RemedyFor(IOperation detail, IOperation place)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Answer, NeutralAnswers.InsteadOf(place));
        if (Handlers.Around(detail) is not { Exception: { } exception, IsLogged: false } || InScope.Find(detail, Wanted.Logger) is not { } logger)
            return properties;
        return properties.Add(Logger, logger).Add(Exception, exception).Add(Import, InScope.LogImport(detail));
    }

    private static bool IsAllowed(IOperation operation, ExceptionDetail detail, CompilationFacts facts) =>
        detail.Kind == DetailKind.Message
        && operation is IPropertyReferenceOperation { Instance.Type: { } type }
        && facts.Options.Read(GuardrailOptions.AllowedExceptionTypes, operation.Syntax.SyntaxTree).Contains(type.Name);
}
