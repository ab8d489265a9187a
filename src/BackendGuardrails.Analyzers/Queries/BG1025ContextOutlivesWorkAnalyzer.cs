using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Lifetimes;
using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "A DbContext is one unit of work. What lives on should make a new one for each, and what needs it should be done before it goes.",
    Essential = true)]
public sealed class BG1025ContextOutlivesWorkAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1025",
        title: "DbContext outlives its unit of work",
        messageFormat: "{0}; {1}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A DbContext that lives as long as the program answers with the rows it read first, tracks each row it ever read, and fails when two requests use it at once. "
            + "The other way round, a query or a task that leaves the using of its context fails when it is looked at.");

    /// <summary>What can be done about it: one of the values below; absent where nothing is certain.</summary>
    internal const string Remedy = nameof(Remedy);

    internal const string Await = nameof(Await);
    internal const string List = nameof(List);
    internal const string ListAsync = nameof(ListAsync);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(EfCommands.DbContext))
            return;
        var program = ProgramKinds.Of(context.Compilation, facts.Types);
        context.RegisterBodies(facts, block => Analyze(block, facts, program));
        if (program != ProgramKind.OneUser)
            context.RegisterTypes(facts, type => ReportKept(type, facts, program));
    }

    private static void ReportKept(TypeContext context, CompilationFacts facts, ProgramKind program)
    {
        var type = context.Type;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return;
        foreach (var kept in facts.KeptContexts.InStatics(type, context.CancellationToken))
            context.ReportDiagnostic(Of(kept, SeverityIn(program, type)));
        foreach (var kept in facts.KeptContexts.InObject(type, context.CancellationToken))
            context.ReportDiagnostic(Of(kept, SeverityIn(program, type)));
    }

    /// <summary>A library may be part of an application on a desk, and what seeds once is done before anybody else asks.</summary>
    private static DiagnosticSeverity SeverityIn(ProgramKind program, ISymbol code) =>
        program == ProgramKind.Library || OneTimeWork.Is(code) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    private static void ReportRegistration(OperationContext context, CompilationFacts facts, ProgramKind program)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!ServiceRegistrations.IsRegistration(call.TargetMethod.Name))
            return;
        foreach (var kept in facts.KeptContexts.InRegistration(call, context.CancellationToken))
            context.ReportDiagnostic(Of(kept, SeverityIn(program, kept.Context)));
    }

    private static Diagnostic Of(KeptContext kept, DiagnosticSeverity severity)
    {
        var path = string.Join(" -> ", kept.Path.Select(type => type.Name));
        var what = kept switch
        {
            { Life: null } => $"'{kept.Holder}' is static and keeps {(kept.Path.Length == 1 ? path : $"a context ({path})")}",
            { Path.Length: 1, Holder: var holder } when holder == path => $"{path} is registered as a singleton, so that all share one and it lives",
            _ => $"{NameOf(kept.Life.Value)} '{kept.Holder}' keeps a context ({kept.Holder} -> {path})",
        };
        return Diagnostic.Create(
            Descriptor,
            kept.Location,
            severity,
            kept.Registered is { } registered ? new[] { registered } : null,
            null,
            $"{what} for as long as the program runs",
            kept.Life is LongLife.Middleware ? $"take {kept.Path[0].Name} as a parameter of InvokeAsync"
                : kept.Holder == path ? "register it as scoped, or as a factory with AddDbContextFactory"
                : $"take IDbContextFactory<{kept.Context.Name}> or IServiceScopeFactory, and make one for each unit of work");
    }

    private static string NameOf(LongLife life) => life switch
    {
        LongLife.HostedService => "The hosted service",
        LongLife.Middleware => "The middleware",
        _ => "The singleton",
    };

    private static void Analyze(BodyContext context, CompilationFacts facts, ProgramKind program)
    {
        foreach (var body in context.OperationBlocks)
        {
            var operations = facts.Operations.In(body);
            if (Disposes(operations))
            {
                foreach (var result in operations.Of(OperationKind.Return))
                    ReportLate(new(result, context), facts);
            }

            if (program == ProgramKind.OneUser)
                continue;
            foreach (var call in operations.Of(OperationKind.Invocation))
                ReportRegistration(new(call, context), facts, program);
            foreach (var function in operations.Of(OperationKind.DelegateCreation))
                ReportFunction(new(function, context), facts);
        }
    }

    /// <summary>Whether anything is disposed of when the body, or a part of it, is left.</summary>
    private static bool Disposes(OperationsByKind operations) =>
        operations.Of(OperationKind.Using).GetEnumerator().MoveNext() || operations.Of(OperationKind.UsingDeclaration).GetEnumerator().MoveNext();

    private static void ReportLate(OperationContext context, CompilationFacts facts)
    {
        foreach (var late in facts.LateResults.Of((IReturnOperation)context.Operation, context.CancellationToken))
        {
            var isQuery = late.Kind == LateKind.Query;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                late.Value.Syntax.GetLocation(),
                additionalLocations: new[] { late.Owner.Locations[0] },
                properties: RemedyFor(late, context.CancellationToken) is { } remedy ? ImmutableDictionary<string, string?>.Empty.Add(Remedy, remedy) : null,
                messageArgs: new object[]
                {
                    isQuery ? $"'{ProviderQueries.NameOf(late.Value)}' has not run when '{late.Owner.Name}' is disposed of" : $"The task of '{ProviderQueries.NameOf(late.Value)}' is not done when '{late.Owner.Name}' is disposed of",
                    isQuery ? "whoever looks at the rows gets an ObjectDisposedException: read them into a list here" : "await it here",
                }));
        }
    }

    private static string? RemedyFor(LateResult late, CancellationToken cancellationToken)
    {
        if (late.Kind == LateKind.Task)
            return Await;
        if (!late.IsWhole || late.Return.EnclosingSymbol(cancellationToken) is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } function)
            return null;
        var promised = function.IsAsync && AsyncPlaces.IsTask(function.ReturnType) ? ((INamedTypeSymbol)function.ReturnType).TypeArguments.FirstOrDefault() : function.IsAsync ? null : function.ReturnType;
        if (promised?.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T)
            return null;
        return function.IsAsync && ProviderQueries.IsQueryType(late.Value.Type) ? ListAsync : List;
    }

    private static void ReportFunction(OperationContext context, CompilationFacts facts)
    {
        if (facts.KeptFunctions.At((IDelegateCreationOperation)context.Operation, context.CancellationToken) is not { } kept)
            return;
        var path = kept.Path.Length == 1 ? kept.Path[0].Name : string.Join(" -> ", kept.Path.Select(type => type.Name));
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            kept.Captured.Syntax.GetLocation(),
            additionalLocations: new[] { kept.Function.Syntax.GetLocation() },
            messageArgs: new object[]
            {
                kept.Keeper switch
                {
                    FunctionKeeper.Forgotten => $"Nobody waits for this function, so that '{kept.CapturedName}' ({path}) may be disposed of before it is done",
                    FunctionKeeper.Timer => $"The timer calls this function after the work is over that '{kept.CapturedName}' ({path}) belongs to",
                    FunctionKeeper.Endpoint => $"All requests share '{kept.CapturedName}' ({path}), which was made when the program started",
                    _ => $"A static member keeps this function, and with it '{kept.CapturedName}' ({path}), for as long as the program runs",
                },
                kept.Keeper == FunctionKeeper.Endpoint ? "take it as a parameter of the function" : "make a scope or a context inside of the function",
            }));
    }
}
