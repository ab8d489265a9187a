using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Data;

/// <summary>Which operation goes to a database or another service and back?</summary>
internal sealed class DataAccess(OptionReader options)
{
    /// <summary>Calls are many and the methods they are of few.</summary>
    private readonly ConcurrentDictionary<IMethodSymbol, TripKind?> _ofLibraries = new(SymbolEqualityComparer.Default);

    public RoundTrip? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => OfCall(call),
        IForEachLoopOperation loop when ProviderQueries.IsQuery(loop.Collection) => new(TripKind.Query, loop, "foreach"),
        IArgumentOperation argument when ProviderQueries.IsEnumerated(argument) => new(TripKind.Query, argument, ProviderQueries.NameOf(argument.Value)),
        IReturnOperation result when ProviderQueries.IsEnumerated(result) => new(TripKind.Query, result, ProviderQueries.NameOf(result.ReturnedValue!)),
        _ => null,
    };

    /// <summary>The same for who asks about writes and saves only: whether the call runs a query need not be found out.</summary>
    public RoundTrip? ChangeBy(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return null;
        var kind = ProviderQueries.IsBulkWrite(call) ? TripKind.Write : OfLibrary(method.OriginalDefinition);
        return kind is TripKind.Save or TripKind.Write ? new(kind.Value, call, method.Name) : null;
    }

    private RoundTrip? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return IsCompiledQuery(call) ? new(TripKind.Query, call, NameOf(call)) : null;
        if (ProviderQueries.Run(call) is { } run)
            return new(run == TripKind.Query && IsOverNavigation(call) ? TripKind.NavigationLoad : run, call, method.Name);
        if (OfLibrary(method.OriginalDefinition) is { } kind)
            return IsCollected(call) ? null : new(kind, call, method.Name);
        return options.Read(GuardrailOptions.RoundTripMethods, call.Syntax.SyntaxTree).ContainsMember(method) ? new(TripKind.Query, call, method.Name) : null;
    }

    /// <summary>What is asked of a batch of Redis waits in it, and goes out when the batch is executed.</summary>
    private static bool IsCollected(IInvocationOperation call) => call.Instance?.Unwrap().Type.IsOrInherits("StackExchange.Redis.IBatch") == true && !call.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal);

    /// <summary><c>db.Entry(customer).Collection(c => c.Orders).Query().CountAsync()</c></summary>
    private static bool IsOverNavigation(IInvocationOperation call)
    {
        for (var link = call.Receiver()?.Unwrap() as IInvocationOperation; link is not null; link = link.Receiver()?.Unwrap() as IInvocationOperation)
        {
            if (link.TargetMethod.Name == "Query" && (link.TargetMethod.IsIn("Microsoft.EntityFrameworkCore.ChangeTracking") || link.TargetMethod.IsIn("System.Data.Entity.Infrastructure")))
                return true;
        }

        return false;
    }

    private TripKind? OfLibrary(IMethodSymbol method) =>
        _ofLibraries.TryGetValue(method, out var known) ? known : _ofLibraries.GetOrAdd(method, DataLibraries.Of(method) is { } kind && !IsDeferred(method) ? kind : null);

    /// <summary>The code of the library itself says more about what it does than its name.</summary>
    private static bool IsDeferred(IMethodSymbol method) =>
        ProviderQueries.IsQueryType(method.ReturnType) || !method.DeclaringSyntaxReferences.IsEmpty && !method.IsAbstract && method.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax { ExpressionBody: null, Body.Statements.Count: > 0 };

    /// <summary>What EF.CompileQuery makes is a delegate over a context.</summary>
    private static bool IsCompiledQuery(IInvocationOperation call) =>
        call.Instance?.Type is INamedTypeSymbol { TypeArguments.Length: > 1, Name: "Func" } function && function.TypeArguments[0].IsOrInherits(DataLibraries.DbContext) && call.Instance.Unwrap() is IFieldReferenceOperation or IPropertyReferenceOperation;

    private static string NameOf(IInvocationOperation call) => call.Instance?.Unwrap() switch
    {
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => "Invoke",
    };
}
