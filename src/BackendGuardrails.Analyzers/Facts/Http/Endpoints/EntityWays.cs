using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <param name="Write">The call that hands the entity to the context; null when none is seen.</param>
/// <param name="IsOnlyRead">Whether it is seen of every use that it does not come there.</param>
/// <param name="IsGivenBack">Whether the method that it was handed to may return it: then it goes on where the method was called.</param>
internal readonly record struct EntityWay(IOperation? Write, bool IsOnlyRead, bool IsGivenBack = false);

/// <summary>Does an entity that somebody else filled come to the context, here or some calls away?</summary>
internal sealed class EntityWays(EntityModel model, CalledMethods called, SourceNames names)
{
    private const int MostCalls = 3;
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";

    private static readonly string[] Writes = ["Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Attach", "AttachRange"];

    private static readonly string[] Loggers = ["Logger", "LogManager"];

    /// <param name="variable">A parameter of the endpoint, or a property of its page.</param>
    /// <param name="body">The code that has it.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public EntityWay Of(ISymbol variable, IOperation body, CancellationToken cancellationToken) =>
        Of(variable, body, MostCalls, ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default), cancellationToken);

    public IEnumerable<IOperation> WritesIn(ISymbol variable, IOperation body, CancellationToken cancellationToken) =>
        UsesIn(variable, body).Select(Outer).OfType<IArgumentOperation>().Select(argument => WriteOf(argument, cancellationToken)).OfType<IOperation>();

    private EntityWay Of(ISymbol variable, IOperation body, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken)
    {
        // A method that hands it to itself does nothing else with it the second time.
        if (open.Contains(variable))
            return new(null, IsOnlyRead: true);
        if (WritesIn(variable, body, cancellationToken).FirstOrDefault() is { } write)
            return new(write, IsOnlyRead: false);
        // What an endpoint does not use yet is not harmless for that.
        var (isUsed, isOnlyRead, isGivenBack) = (calls < MostCalls, true, false);
        foreach (var use in UsesIn(variable, body))
        {
            var way = OfUse(use, body, calls, open.Add(variable), cancellationToken);
            if (way.Write is not null)
                return way;
            (isUsed, isOnlyRead, isGivenBack) = (true, isOnlyRead && way.IsOnlyRead, isGivenBack || way.IsGivenBack);
        }

        return new(null, isUsed && isOnlyRead, isGivenBack);
    }

    private EntityWay OfUse(IOperation use, IOperation body, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken) => Outer(use) switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } argument => OfArgument(argument, call, body, calls, open, cancellationToken),
        IReturnOperation { Kind: OperationKind.Return } returned when calls < MostCalls => new(null, IsOnlyRead: ReturnsFrom(body, returned), IsGivenBack: true),
        ISimpleAssignmentOperation { Target: var target, Parent: IExpressionStatementOperation } when target != use && VariableOf(target) is { } other && (open.Contains(other) || IsLocalOf(body, other)) => Of(other, body, calls, open, cancellationToken),
        // Another entity, or a list of them, could come to the context by itself.
        IMemberReferenceOperation { Instance: not null } member when !IsPlain(member.Type) => OfUse(member, body, calls, open, cancellationToken),
        IForEachLoopOperation { Locals: { Length: 1 } locals } => Of(locals[0], body, calls, open, cancellationToken),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => Of(local, body, calls, open, cancellationToken),
        var outer => new(null, IsRead(use, outer, isEndpoint: calls == MostCalls)),
    };

    private EntityWay OfArgument(IArgumentOperation argument, IInvocationOperation call, IOperation body, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken)
    {
        if (Loggers.Any(call.TargetMethod.ContainingType.Name.Contains) && TakesAnything(argument.Parameter?.Type))
            return new(null, IsOnlyRead: true);
        if (WriteOf(argument, cancellationToken) is { } write)
            return new(write, IsOnlyRead: false);
        if (Responses.Of(call) is not null)
            return new(null, IsOnlyRead: true);
        var (isSeen, isOnlyRead, isGivenBack) = (false, calls > 0, false);
        foreach (var target in calls > 0 ? called.By(call, cancellationToken) : Enumerable.Empty<IMethodSymbol>())
        {
            var way = argument.Parameter is { Ordinal: var ordinal } && target.Parameters.Length > ordinal && Bodies.CodeOf(target, names, cancellationToken) is { } code
                ? Of(target.Parameters[ordinal], code, calls - 1, open, cancellationToken)
                : default;
            if (way.Write is null && way.IsGivenBack)
                way = Both(way, OfResult(call, body, calls, open, cancellationToken));
            if (way.Write is not null)
                return way;
            (isSeen, isOnlyRead, isGivenBack) = (true, isOnlyRead && way.IsOnlyRead, isGivenBack || way.IsGivenBack);
        }

        return new(null, isSeen && isOnlyRead, isGivenBack);
    }

    /// <summary>What becomes of the entity that a call gives back: <c>user = await users.CheckAsync(user);</c></summary>
    private EntityWay OfResult(IInvocationOperation call, IOperation body, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken)
    {
        IOperation result = call;
        while (result.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation || result.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } awaited } && awaited == result)
            result = result.Parent;
        return result.Parent is IExpressionStatementOperation ? new(null, IsOnlyRead: true) : OfUse(result, body, calls, open, cancellationToken);
    }

    private static EntityWay Both(EntityWay inside, EntityWay behind) => new(behind.Write, inside.IsOnlyRead && behind.IsOnlyRead, behind.IsGivenBack);

    /// <summary>What is written into a message, and not a row of a table of messages.</summary>
    private static bool TakesAnything(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Object } or ITypeParameterSymbol or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Object };

    /// <summary>A single member of it, a question about it, an answer with it, and the place where the variable gets another value.</summary>
    private static bool IsRead(IOperation use, IOperation? outer, bool isEndpoint) => outer switch
    {
        IMemberReferenceOperation { Instance: not null } => true,
        IConditionalAccessOperation access => IsPlain(access.Type),
        IInvocationOperation { Instance: { } instance } call => instance.Unwrap() == use && call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Object,
        IReturnOperation => isEndpoint,
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation or IInterpolationOperation or INameOfOperation => true,
        _ => false,
    };

    private static bool IsLocalOf(IOperation body, ISymbol variable) => variable is ILocalSymbol { RefKind: RefKind.None } && variable.Locations.Any(place => place.SourceTree == body.Syntax.SyntaxTree && body.Syntax.Span.Contains(place.SourceSpan));

    /// <summary>Not what a function inside returns to somebody else.</summary>
    private static bool ReturnsFrom(IOperation body, IOperation returned) => returned.Ancestors().TakeWhile(outer => outer != body).All(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation));

    private static bool IsPlain(ITypeSymbol? type) => type is not null && (type.IsValueType || type.SpecialType == SpecialType.System_String);

    /// <summary>Those that still see what was handed in: not behind <c>user = users.Find(user.Name);</c>.</summary>
    public static IEnumerable<IOperation> UsesIn(ISymbol variable, IOperation body)
    {
        var uses = body.Descendants().Where(operation => SymbolEqualityComparer.Default.Equals(VariableOf(operation), variable)).ToList();
        var replaced = uses.Select(use => use.Parent).OfType<ISimpleAssignmentOperation>()
            .Where(assignment => uses.Contains(assignment.Target) && uses.All(use => !assignment.Value.Syntax.Span.Contains(use.Syntax.Span) || use.Parent is IMemberReferenceOperation))
            .Select(assignment => (assignment.Syntax.Span.End, Block: assignment.Ancestors().OfType<IBlockOperation>().FirstOrDefault()))
            .ToList();
        return uses.Where(use => !replaced.Any(other => other.Block is { } block && use.Syntax.SpanStart > other.End && block.Syntax.Span.Contains(use.Syntax.Span)));
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } own => own.Property,
        _ => null,
    };

    private static IOperation? Outer(IOperation use)
    {
        var outer = use.Parent;
        for (var inner = use; outer is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation or ICoalesceOperation || outer is IConditionalOperation choice && choice.Condition != inner && choice.Type is not null; outer = outer.Parent)
            inner = outer;
        return outer;
    }

    private IOperation? WriteOf(IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (argument.Parent is not IInvocationOperation call)
            return null;
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType);
        if (type.IsOrInherits(DbSet) || type.IsOrInherits(DataLibraries.DbContext))
            return Writes.Contains(name) || name == "Entry" && call.Parent is IPropertyReferenceOperation { Property.Name: "State", Parent: ISimpleAssignmentOperation } ? call : null;
        if (name == "SetValues" && type.OutermostNamespace() == "Microsoft")
            return call;
        // order.Lines.Add(line): what is in a navigation is saved with its owner.
        return name == "Add" && call.Instance?.Unwrap() is IPropertyReferenceOperation { Property: var navigation } && model.NavigationOf(navigation, cancellationToken) is not null ? call : null;
    }
}
