using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <param name="Write">The call that hands the entity to the context; null when none is seen.</param>
/// <param name="IsOnlyRead">Whether it is seen of every use that it does not come there.</param>
internal readonly record struct EntityWay(IOperation? Write, bool IsOnlyRead);

/// <summary>Does an entity that somebody else filled come to the context, here or some calls away?</summary>
internal sealed class EntityWays(EntityModel model, CalledMethods called, SourceNames names)
{
    private const int MostCalls = 3;
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";

    private static readonly string[] Writes = ["Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Attach", "AttachRange"];

    private static readonly string[] Loggers = ["Logger", "LogManager"];

    public EntityWay Of(IParameterSymbol parameter, IOperation body, CancellationToken cancellationToken) =>
        Of(parameter, body, MostCalls, ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default), cancellationToken);

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
        var (isUsed, isOnlyRead) = (calls < MostCalls, true);
        foreach (var use in UsesIn(variable, body))
        {
            var way = OfUse(use, body, calls, open.Add(variable), cancellationToken);
            if (way.Write is not null)
                return way;
            (isUsed, isOnlyRead) = (true, isOnlyRead && way.IsOnlyRead);
        }

        return new(null, isUsed && isOnlyRead);
    }

    private EntityWay OfUse(IOperation use, IOperation body, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken) => Outer(use) switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } argument => OfArgument(argument, call, calls, open, cancellationToken),
        IForEachLoopOperation { Locals: { Length: 1 } locals } => Of(locals[0], body, calls, open, cancellationToken),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => Of(local, body, calls, open, cancellationToken),
        var outer => new(null, IsRead(use, outer, isEndpoint: calls == MostCalls)),
    };

    private EntityWay OfArgument(IArgumentOperation argument, IInvocationOperation call, int calls, ImmutableHashSet<ISymbol> open, CancellationToken cancellationToken)
    {
        if (Loggers.Any(call.TargetMethod.ContainingType.Name.Contains) && TakesAnything(argument.Parameter?.Type))
            return new(null, IsOnlyRead: true);
        var (isSeen, isOnlyRead) = (false, calls > 0);
        foreach (var target in calls > 0 ? called.By(call, cancellationToken) : Enumerable.Empty<IMethodSymbol>())
        {
            var way = argument.Parameter is { Ordinal: var ordinal } && target.Parameters.Length > ordinal && Bodies.CodeOf(target, names, cancellationToken) is { } code
                ? Of(target.Parameters[ordinal], code, calls - 1, open, cancellationToken)
                : default;
            if (way.Write is not null)
                return way;
            (isSeen, isOnlyRead) = (true, isOnlyRead && way.IsOnlyRead);
        }

        return new(null, isSeen && isOnlyRead);
    }

    /// <summary>What is written into a message, and not a row of a table of messages.</summary>
    private static bool TakesAnything(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Object } or ITypeParameterSymbol or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Object };

    /// <summary>A single member of it, a question about it, an answer with it, and the place where the variable gets another value.</summary>
    private static bool IsRead(IOperation use, IOperation? outer, bool isEndpoint) => outer switch
    {
        IMemberReferenceOperation { Instance: not null } member => IsPlain(member.Type),
        IConditionalAccessOperation access => IsPlain(access.Type),
        IInvocationOperation { Instance: { } instance } call => instance.Unwrap() == use && call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Object,
        IReturnOperation => isEndpoint,
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation or IInterpolationOperation or INameOfOperation => true,
        _ => false,
    };

    /// <summary>Not another entity, or a list of them, which could come to the context by itself.</summary>
    private static bool IsPlain(ITypeSymbol? type) => type is not null && (type.IsValueType || type.SpecialType == SpecialType.System_String);

    /// <summary>Those that still see what was handed in: not behind <c>user = users.Find(user.Name);</c>.</summary>
    private static IEnumerable<IOperation> UsesIn(ISymbol variable, IOperation body)
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
        _ => null,
    };

    private static IOperation? Outer(IOperation use)
    {
        var outer = use.Parent;
        while (outer is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation)
            outer = outer.Parent;
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
