using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Sql;

/// <summary>
/// Which commands are only made to be shown, to a tracer or a log? One that every use of which is in sight: its members are set and read, it is handed to what traces or logs,
/// and disposed of, and nobody runs it. What is made and not used at all yet is no such command: somebody is still writing.
/// </summary>
internal sealed class DescribedCommands(Callers callers)
{
    private const int MostCalls = 2;

    private static readonly string[] Watching = ["Trace", "Tracer", "Tracing", "Log", "Logger", "Logging", "Diagnostic", "Diagnostics", "Audit", "Auditor", "Auditing"];

    private static readonly string[] Running = ["Execute", "Run", "Query", "Send"];

    private static readonly string[] Harmless = ["Dispose", "DisposeAsync", "CreateParameter", "ToString"];

    private enum Use
    {
        Nothing,
        Shown,
        MayRun,
    }

    public bool Has(SqlSink sink, CancellationToken cancellationToken) => sink switch
    {
        { Operation: IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } } } } =>
            IsMadeHere(local, sink.Operation) && UseOf(local, sink.Operation, 0, cancellationToken) == Use.Shown,
        { Kind: SqlSinkKind.CommandConstructor or SqlSinkKind.CreateCommand } or { Kind: SqlSinkKind.Configured, Name: "CreateCommand" } => UseOf(sink.Operation, 0, cancellationToken) == Use.Shown,
        _ => false,
    };

    private static bool IsMadeHere(ILocalSymbol local, IOperation within) => within.MemberBody().Descendants().OfType<IVariableDeclaratorOperation>().Any(declarator =>
        SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
        && (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value.Unwrap() is IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "CreateCommand" });

    /// <summary>What becomes of a command where it is made or returned.</summary>
    private Use UseOf(IOperation made, int depth, CancellationToken cancellationToken)
    {
        var value = made;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => UseOf(local, made, depth, cancellationToken),
            IReturnOperation returned => UseOfReturned(returned, depth, cancellationToken),
            _ => Use.MayRun,
        };
    }

    private Use UseOf(ILocalSymbol local, IOperation within, int depth, CancellationToken cancellationToken) => VariableUses.Of(local, within)
        .Select(reference => UseOf(reference, depth, cancellationToken))
        .DefaultIfEmpty(Use.Nothing)
        .Max();

    private Use UseOf(ILocalReferenceOperation reference, int depth, CancellationToken cancellationToken)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: "CommandText" } text when !(text.Parent is IAssignmentOperation assignment && assignment.Target == text) => IsShown(text) ? Use.Shown : Use.MayRun,
            IPropertyReferenceOperation property when property.Instance == value => Use.Nothing,
            IInvocationOperation call when call.Instance == value && Harmless.Contains(call.TargetMethod.Name) => Use.Nothing,
            IArgumentOperation { Parent: IInvocationOperation call } when IsWatching(call.TargetMethod) => Use.Shown,
            IUsingOperation => Use.Nothing,
            IReturnOperation returned => UseOfReturned(returned, depth, cancellationToken),
            _ => Use.MayRun,
        };
    }

    /// <summary>The text read again may become SQL elsewhere, unless it goes to a log at once.</summary>
    private static bool IsShown(IOperation text) => text.Ancestors().FirstOrDefault(around => around is IInvocationOperation or IAssignmentOperation or IObjectCreationOperation) is IInvocationOperation call
        && (IsWatching(call.TargetMethod)
            || call.TargetMethod.ContainingType.Is("System.Console")
            || call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && IsWatcher(call.Instance?.Syntax.ToString()));

    private Use UseOfReturned(IReturnOperation returned, int depth, CancellationToken cancellationToken)
    {
        if (depth >= MostCalls || returned.MemberBody().Syntax is not { } body || returned.SemanticModel?.GetDeclaredSymbol(DeclarationOf(body), cancellationToken) is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } method)
            return Use.MayRun;
        return callers.Of(method, cancellationToken)
            .Select(call => call is IInvocationOperation ? UseOf(call, depth + 1, cancellationToken) : Use.MayRun)
            .DefaultIfEmpty(Use.MayRun)
            .Max();
    }

    private static SyntaxNode DeclarationOf(SyntaxNode body) => body.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>() ?? body;

    private static bool IsWatching(IMethodSymbol method) =>
        (IsWatcher(method.ContainingType.Name) || IsWatcher(method.Name)) && !Running.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>One of the words is a whole word of the name: TraceLog is, Login is not.</summary>
    private static bool IsWatcher(string? name) => name is not null && Watching.Any(word =>
    {
        var at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetter(name[at - 1]) || char.IsUpper(name[at]))
            && (at + word.Length == name.Length || !char.IsLower(name[at + word.Length]));
    });
}
