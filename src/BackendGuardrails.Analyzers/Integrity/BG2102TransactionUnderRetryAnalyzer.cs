using BackendGuardrails.Facts.Data;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "Only the whole transaction can be retried, so give the execution strategy the whole transaction.",
    Essential = true)]
public sealed class BG2102TransactionUnderRetryAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    /// <summary>The property with the expression of the <c>DatabaseFacade</c>; absent where it cannot be written a second time.</summary>
    internal const string Database = "Database";

    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2102",
        title: "Transaction outside the retrying execution strategy",
        messageFormat: "'{0}' retries on failure ('{1}' in {2}), so '{3}' throws inside this transaction; run the whole transaction through Database.CreateExecutionStrategy()",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A retrying execution strategy cannot repeat a transaction that it did not start: the first query or save inside one throws an InvalidOperationException. "
            + "Hand the whole block, from begin to commit, to the strategy.");

    private const string TransactionScope = "System.Transactions.TransactionScope";

    private static readonly ImmutableHashSet<string> Begins = ImmutableHashSet.Create(
        "BeginTransaction", "BeginTransactionAsync", "UseTransaction", "UseTransactionAsync", "EnlistTransaction");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(EfCommands.DbContext))
            return;
        context.RegisterOperations(facts, operation => AnalyzeCall(operation, facts), OperationKind.Invocation);
        context.RegisterOperations(facts, operation => AnalyzeScope(operation, facts), OperationKind.ObjectCreation);
    }

    private static void AnalyzeCall(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (!Begins.Contains(method.Name)
            || !(method.ContainingType.Is(EfCommands.DatabaseFacade) || method.ContainingType.Is(EfCommands.RelationalFacade))
            || !StartsOne(call)
            || EfCommands.ContextOf(call.Receiver()) is not { } db
            || facts.RetryingStrategies.Of(db.Type, context.CancellationToken) is not { } retry
            || facts.StrategyScope.Covers(call, context.CancellationToken)
            || facts.EfWork.First(call, db, context.CancellationToken) is not { } command)
            return;
        var database = method.Name.StartsWith("Begin", StringComparison.Ordinal) && call.Instance is not IConditionalAccessInstanceOperation ? Repeatable(call.Receiver()!.Syntax) : null;
        Report(context, call.NameLocation(), db, retry, command, database);
    }

    private static void AnalyzeScope(OperationContext context, CompilationFacts facts)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!creation.Type.Is(TransactionScope)
            || creation.Arguments.Any(IsSuppress)
            || facts.EfWork.First(creation, Retries, context.CancellationToken) is not { } command
            || facts.RetryingStrategies.Of(command.Context!.Type, context.CancellationToken) is not { } retry
            || facts.StrategyScope.Covers(creation, context.CancellationToken))
            return;
        var here = command.Operation.Syntax.SyntaxTree == creation.Syntax.SyntaxTree
            && SymbolEqualityComparer.Default.Equals(EnclosingOf(command.Operation), EnclosingOf(creation));
        Report(context, creation.Syntax.GetLocation(), command.Context, retry, command, here ? DatabaseOf(command.Context, creation) : null);

        bool Retries(ITypeSymbol? type) => facts.RetryingStrategies.Of(type, context.CancellationToken) is not null;

        ISymbol? EnclosingOf(IOperation operation) => operation.EnclosingSymbol(context.CancellationToken);
    }

    private static void Report(OperationContext context, Location location, IOperation db, RetryConfiguration retry, EfCommand command, string? database) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            location,
            new[] { retry.Location, command.Location },
            database is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Database, database),
            db.Type!.Name,
            retry.Name,
            Path.GetFileName(retry.Location.SourceTree!.FilePath),
            command.Name));

    /// <summary>A shared transaction is reported where it begins; null takes one off the context.</summary>
    private static bool StartsOne(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Begin", StringComparison.Ordinal)
        || !call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: null } && argument.IsWritten()
            || argument.Value.DescendantsAndSelf().Any(operation => operation is IInvocationOperation { TargetMethod.Name: "GetDbTransaction" }));

    /// <summary>Without an ambient transaction there is nothing the strategy objects to.</summary>
    private static bool IsSuppress(IArgumentOperation argument) =>
        argument.Value is IFieldReferenceOperation { Field: { Name: "Suppress" } field } && field.ContainingType.Is("System.Transactions.TransactionScopeOption");

    private static string? DatabaseOf(IOperation db, IOperation creation)
    {
        if (db.Unwrap() is ILocalReferenceOperation { Local: var local } && local.Locations[0].SourceSpan.Start > creation.Syntax.SpanStart)
            return null;
        return db is IInstanceReferenceOperation { IsImplicit: true } ? "Database" : Repeatable(db.Syntax) is { } text ? $"{text}.Database" : null;
    }

    private static string? Repeatable(SyntaxNode syntax) =>
        syntax.DescendantNodesAndSelf().All(node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax)
            ? syntax.ToString()
            : null;
}
