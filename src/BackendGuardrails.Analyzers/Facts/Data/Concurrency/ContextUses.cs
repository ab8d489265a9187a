using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Concurrency;

/// <summary>
/// Which contexts of EF Core does a piece of code send commands through? A context goes by the variable that holds it; one that is handed to objects from outside goes by its type, because all
/// that one request is given share one.
/// </summary>
internal sealed class ContextUses(SourceNames names, CalledMethods called)
{
    private const int MostCalls = 5;

    private static readonly ImmutableHashSet<ISymbol> None = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<(IMethodSymbol, bool), ImmutableHashSet<ISymbol>> _ofMethods = new();

    /// <summary>The contexts that are in use from the operation on until its task is done. What it declares itself does not count.</summary>
    /// <param name="isOnThread">Whether it runs beside the caller from its start: then commands that block count as well.</param>
    public ImmutableHashSet<ISymbol> Of(IOperation operation, bool isOnThread, CancellationToken cancellationToken) => Of(operation, isOnThread, MostCalls, cancellationToken);

    /// <summary>The same for the body of a function that others run.</summary>
    public ImmutableHashSet<ISymbol> InFunction(IOperation function, bool isOnThread, CancellationToken cancellationToken) => function.Unwrap() switch
    {
        IAnonymousFunctionOperation lambda => Outer(InBody(lambda.Body.Executed(), isOnThread, MostCalls, cancellationToken), lambda.Syntax),
        IMethodReferenceOperation reference => OfMethod(reference.Method, isOnThread, MostCalls, cancellationToken).Where(key => key is not IParameterSymbol).ToImmutableHashSet(SymbolEqualityComparer.Default),
        _ => None,
    };

    private ImmutableHashSet<ISymbol> Of(IOperation operation, bool isOnThread, int calls, CancellationToken cancellationToken)
    {
        if (EfCommands.Of(operation) is { } command)
            return command.Context is { } context && (isOnThread || IsAsync(command)) && KeyOf(context, cancellationToken) is { } key ? None.Add(key) : None;
        if (operation is not IInvocationOperation call || calls == 0)
            return None;
        if (StartsThread(call))
            return call.Arguments.Aggregate(None, (known, argument) => known.Union(InFunction(argument.Value, isOnThread: true, cancellationToken)));
        var found = None;
        foreach (var target in called.By(call, cancellationToken))
        {
            foreach (var used in OfMethod(target, isOnThread, calls - 1, cancellationToken))
            {
                if (At(call, target, used, cancellationToken) is { } here)
                    found = found.Add(here);
            }
        }

        return found;
    }

    /// <summary><c>Task.Run(…)</c>, <c>Task.Factory.StartNew(…)</c></summary>
    private static bool StartsThread(IInvocationOperation call) =>
        call.TargetMethod.Name == "Run" && call.TargetMethod.ContainingType.Is("System.Threading.Tasks.Task") || call.TargetMethod.Name == "StartNew" && call.TargetMethod.ContainingType.Name == "TaskFactory";

    private ImmutableHashSet<ISymbol> OfMethod(IMethodSymbol method, bool isOnThread, int calls, CancellationToken cancellationToken)
    {
        if (_ofMethods.TryGetValue((method, isOnThread), out var known))
            return known;
        // Found again on the way: it adds nothing to itself.
        _ofMethods.TryAdd((method, isOnThread), None);
        var body = called.RunBy(method, cancellationToken).ToList();
        var found = body.Count == 0 ? None : Outer(InBody(body, isOnThread, calls, cancellationToken), method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is LocalFunctionStatementSyntax local ? local : null, method);
        _ofMethods[(method, isOnThread)] = found;
        return found;
    }

    private ImmutableHashSet<ISymbol> InBody(IEnumerable<IOperation> operations, bool isOnThread, int calls, CancellationToken cancellationToken)
    {
        var found = None;
        foreach (var operation in operations)
        {
            // One after the other, whoever starts them.
            if (operation is ILockOperation || operation is IInvocationOperation { TargetMethod: { Name: "WaitAsync" or "Wait", ContainingType.Name: "SemaphoreSlim" } })
                return None;
            found = found.Union(Of(operation, isOnThread, calls, cancellationToken));
        }

        return found;
    }

    /// <summary>Without the locals and parameters of the function itself.</summary>
    private static ImmutableHashSet<ISymbol> Outer(ImmutableHashSet<ISymbol> keys, SyntaxNode? function, IMethodSymbol? method = null) => keys.Where(key => key switch
    {
        ILocalSymbol local => function is not null && !IsIn(local, function),
        // A method says which of its parameters it uses; a lambda gets its own from whoever runs it.
        IParameterSymbol parameter => method is not null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) || function is not null && !IsIn(parameter, function),
        _ => true,
    }).ToImmutableHashSet(SymbolEqualityComparer.Default);

    private static bool IsIn(ISymbol symbol, SyntaxNode function) => symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == function.SyntaxTree && function.Span.Contains(reference.Span));

    /// <summary>What the caller calls the context that a method uses.</summary>
    private ISymbol? At(IInvocationOperation call, IMethodSymbol target, ISymbol used, CancellationToken cancellationToken)
    {
        if (used is IParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, target))
            return call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is { } value ? KeyOf(value.Unwrap(), cancellationToken) : null;
        if (target.IsStatic || target.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            return used;
        return call.Instance?.Unwrap() switch
        {
            null or IInstanceReferenceOperation => used,
            // Another object: it shares what both are given, unless it was made here.
            IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation when used is ITypeSymbol context && !IsTransient(context, cancellationToken) => used,
            _ => null,
        };
    }

    private ISymbol? KeyOf(IOperation context, CancellationToken cancellationToken)
    {
        var value = Origins.Of(context, names, cancellationToken);
        if (value is IInvocationOperation or IObjectCreationOperation or IAwaitOperation)
            value = context.Unwrap();
        return value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter.Type,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IInstanceReferenceOperation instance => instance.Type,
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => IsGiven(member.Member) ? member.Type : member.Member,
            _ => null,
        };
    }

    /// <summary>The only context of its type that the object has, and not made by it.</summary>
    private static bool IsGiven(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false } field => IsOnly(field, field.Type) && !IsMade(field),
        IPropertySymbol { IsStatic: false } property => IsOnly(property, property.Type),
        _ => false,
    };

    private static bool IsOnly(ISymbol member, ITypeSymbol type) => member.ContainingType.GetMembers().OfType<IFieldSymbol>().Count(other => SymbolEqualityComparer.Default.Equals(other.Type, type)) <= 1;

    private static bool IsMade(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: not IdentifierNameSyntax }
        || field.ContainingType.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Any(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == field.Name && assignment.Right is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax);

    /// <summary>Each object gets a context of its own.</summary>
    private bool IsTransient(ITypeSymbol context, CancellationToken cancellationToken) =>
        names.Find("Transient", cancellationToken).Any(name => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.ToString().Contains("AddDbContext")))
        || names.Find("AddTransient", cancellationToken).OfType<GenericNameSyntax>().Any(name => name.TypeArgumentList.Arguments.Any(type => type.ToString().EndsWith(context.Name, StringComparison.Ordinal)));

    private static bool IsAsync(EfCommand command) => command.Operation is IForEachLoopOperation { IsAsynchronous: true } || command.Name.EndsWith("Async", StringComparison.Ordinal);
}
