using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Every error of an API has the same shape, whoever finds it; clients are written against one, not against each endpoint's own.")]
public sealed class BG3005ErrorBodyAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3005",
        title: "Error body bypasses ProblemDetails",
        messageFormat: "The body of this {0} is {1}, where a client of the API expects ProblemDetails; answer with '{2}'",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "ASP.NET Core answers with ProblemDetails (RFC 9457) where a model is invalid, a status has no body or an exception is handled. An error with a text or an object of its own "
            + "makes clients read a second shape, and texts are not even JSON.");

    /// <summary>What makes the problem, such as <c>Results.Problem</c>, and with which status.</summary>
    internal const string Factory = "Factory";
    internal const string Status = "Status";

    private const string Space = "Microsoft.AspNetCore.Http.";

    private static readonly ImmutableDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["BadRequest"] = "Status400BadRequest", ["Unauthorized"] = "Status401Unauthorized", ["NotFound"] = "Status404NotFound", ["Conflict"] = "Status409Conflict",
        ["UnprocessableEntity"] = "Status422UnprocessableEntity", ["InternalServerError"] = "Status500InternalServerError",
    }.ToImmutableDictionary();

    private static readonly string[] WithStatus = ["StatusCode", "Json", "Text", "Content", "Object"];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(Responses.Results, Controllers.ControllerBase))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (!MayBeError(context.Operation) || Responses.Of(context.Operation) is not { Status: >= 400 and var status, IsProblem: false, Body: { } body } answer)
            return;
        if (!IsOfApi(answer, facts, context.CancellationToken) || IsOtherwiseTyped(answer) || facts.ErrorBodies.Of(body, context.CancellationToken) is not { } error)
            return;
        if (facts.Host.Sets("SuppressMapClientErrors", context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            answer.Operation.Syntax.GetLocation(),
            additionalLocations: error.Detail is { } detail ? new[] { detail.Syntax.GetLocation() } : null,
            properties: RemedyFor(answer),
            messageArgs: new object[] { status, error.Kind, answer.IsOfResults ? $"{((IInvocationOperation)answer.Operation).TargetMethod.ContainingType.Name}.Problem" : "Problem" }));
    }

    private static bool MayBeError(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => Names.ContainsKey(name) || WithStatus.Contains(name),
        _ => operation.Type?.Name.EndsWith("Result", StringComparison.Ordinal) == true,
    };

    /// <summary>Of a minimal API, or of a controller whose errors the framework makes problems of.</summary>
    private static bool IsOfApi(Response answer, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (answer.IsOfResults)
            return true;
        if (answer.Operation.EnclosingMember(cancellationToken)?.ContainingType is not { } type || !Controllers.IsController(type))
            return false;
        return Controllers.IsApi(type, facts.Compilation) || Controllers.IsBase(type) && facts.Implementations.DerivedFrom(type, cancellationToken).Any(one => Controllers.IsApi(one, facts.Compilation));
    }

    /// <summary>The type of the content is written out: <c>Results.Text(xml, "application/xml", statusCode: 400)</c>, <c>[Produces("text/plain")]</c>.</summary>
    private static bool IsOtherwiseTyped(Response answer)
    {
        if (answer.Operation is IInvocationOperation call && call.Arguments.Any(argument => argument.IsWritten() && argument.Parameter?.Name == "contentType"))
            return true;
        var member = answer.Operation.EnclosingMember(default);
        return !answer.IsOfResults && (IsOtherwiseTyped(member) || IsOtherwiseTyped(member?.ContainingType));
    }

    private static bool IsOtherwiseTyped(ISymbol? symbol) => symbol is not null && symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass.IsOrInherits("Microsoft.AspNetCore.Mvc.ProducesAttribute")
        && attribute.ConstructorArguments.Any(argument => argument is { Kind: TypedConstantKind.Primitive, Value: string type } && !type.EndsWith("json", StringComparison.Ordinal)));

    private static ImmutableDictionary<string, string?> RemedyFor(Response answer)
    {
        var isImported = !answer.Operation.SemanticModel!.LookupNamespacesAndTypes(answer.Operation.Syntax.SpanStart, name: "StatusCodes").IsEmpty;
        var status = Names.TryGetValue(answer.Name, out var name) ? $"{(isImported ? "" : Space)}StatusCodes.{name}" : StatusOf(answer.Operation);
        return ImmutableDictionary<string, string?>.Empty.Add(Factory, ProblemAnswers.FactoryOf(answer)).Add(Status, status);
    }

    /// <summary>As it is written.</summary>
    private static string? StatusOf(IOperation answer) => answer switch
    {
        IInvocationOperation call => call.Argument("statusCode")?.Syntax.ToString(),
        _ => answer.Descendants().OfType<ISimpleAssignmentOperation>().FirstOrDefault(set => set.Target is IPropertyReferenceOperation { Property.Name: "StatusCode" })?.Value.Syntax.ToString(),
    };
}
