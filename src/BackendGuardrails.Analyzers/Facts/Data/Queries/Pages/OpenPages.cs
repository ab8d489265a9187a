using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>A page of any size.</summary>
/// <param name="Size">The number of rows, as the endpoint writes it.</param>
/// <param name="Number">What the client sends: <c>pageSize</c>, <c>filter.Size</c>.</param>
/// <param name="Rows">What the page is taken of; null where that is not known.</param>
internal sealed record OpenPage(IOperation Size, string Number, string? Rows);

/// <summary>How many rows of a query can a client ask an endpoint for, if nothing limits the number?</summary>
internal sealed class OpenPages(EndpointModel endpoints, QueryChains chains, QueryShapes shapes, QueryBounds bounds, SmallEntities small, ForeignQueries foreign, RequestNumbers numbers, RowFates fates, TypeArguments arguments, SourceNames names)
{
    private static readonly ImmutableHashSet<ISymbol> None = ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default);

    /// <summary>
    /// Null where something limits the number, here or where it is declared, and where few rows are there anyway. Only what an endpoint takes itself, or hands to a method that takes it of its query: an endpoint that
    /// limits what it hands to a service does its part.
    /// </summary>
    public OpenPage? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (PagedBy(call, cancellationToken) is not var (query, size) || NavigationReads.IsInExpressionTree(call) || size.Unwrap().Type?.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte)
            return null;
        if (endpoints.Within(call, cancellationToken) is null || !IsForClient(call, cancellationToken) || !IsLong(query, call.Syntax.SyntaxTree, cancellationToken, out var rows))
            return null;
        return numbers.Unlimited(size, None, null, cancellationToken) is { } number ? new(size, number, rows) : null;
    }

    /// <summary>The client gets the rows, as far as they can be followed. How many of them are worked off at a time is a number of another kind.</summary>
    private bool IsForClient(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var following = PageOperators.Following(call).ToList();
        if (following.Any(next => QueryOperators.Of(next) == QueryOperator.Reduce))
            return false;
        var fate = fates.Of(following.LastOrDefault() ?? call, cancellationToken);
        return fate.Has(RowUse.Client) || !fate.Has(RowUse.Needed);
    }

    /// <summary>The query, and the number of rows that are taken of it.</summary>
    private (IOperation Query, IOperation Size)? PagedBy(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (IsTake(call))
            return SourceOf(call) is { } source && !PagingMethods.IsHanded(source) ? (source, SizeOf(call)) : null;
        if (PagingMethods.Handed(call).ToList() is not { Count: 1 } handed || Bodies.Of(call.TargetMethod, names, cancellationToken) is not { } body)
            return null;
        var takes = body.DescendantsAndSelf().OfType<IInvocationOperation>().Where(inner => IsTake(inner) && SourceOf(inner) is { } source && PagingMethods.IsHanded(source)).ToList();
        // What the helper makes of the number before it takes it, it may limit.
        return takes.Count == 1 && SizeOf(takes[0]).Unwrap() is IParameterReferenceOperation { Parameter: var parameter } size && IsGivenOn(size) && ArgumentOf(call, parameter) is { } argument ? (handed[0].Value, argument) : null;
    }

    /// <summary>Nothing in the helper writes the parameter or compares it.</summary>
    private static bool IsGivenOn(IParameterReferenceOperation size) => VariableUses.Of(size.Parameter, size).All(use => use.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var type } } => !type.Is("System.Math"),
        IAssignmentOperation assignment => assignment.Target != use,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison => comparison.RightOperand.IsConstant(0) || comparison.RightOperand.IsConstant(1),
        IIsPatternOperation or ISwitchExpressionOperation or ISwitchOperation => false,
        _ => true,
    });

    private static bool IsTake(IInvocationOperation call) => call.TargetMethod.Name == "Take" && PageOperators.Of(call) == PagePart.Take && SizeOf(call).Type?.SpecialType == SpecialType.System_Int32;

    private static IOperation SizeOf(IInvocationOperation take) => take.Arguments[take.Arguments.Length - 1].Value;

    /// <summary>What the page is taken of: in front of the rows that are skipped.</summary>
    private static IOperation? SourceOf(IInvocationOperation take) =>
        take.Receiver() is { } source && source.Unwrap() is IInvocationOperation skip && PageOperators.Of(skip) == PagePart.Skip ? skip.Receiver() : take.Receiver();

    private static IOperation? ArgumentOf(IInvocationOperation call, IParameterSymbol parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.IsWritten() && argument.Parameter is { } given && given.Name == parameter.Name)?.Value;

    /// <summary>A query of a database whose rows are not few by their nature.</summary>
    private bool IsLong(IOperation query, SyntaxTree tree, CancellationToken cancellationToken, out string? rows)
    {
        rows = null;
        if (chains.Of(query, cancellationToken) is not { IsProven: true, Chains: { IsEmpty: false } origins })
            return foreign.Of(query, cancellationToken) is not null;
        if (origins.Length == 1 && origins[0].Entity is ITypeParameterSymbol parameter)
            origins = arguments.Of(parameter, cancellationToken).Select(type => origins[0] with { Entity = type }).Where(chain => IsLong(chain, tree, cancellationToken)).Take(1).ToImmutableArray();
        rows = origins.FirstOrDefault()?.NameOfRows;
        return !origins.IsEmpty && origins.All(chain => IsLong(chain, tree, cancellationToken));
    }

    private bool IsLong(QueryChain chain, SyntaxTree tree, CancellationToken cancellationToken) =>
        chain.Terminal is null && shapes.Of(chain, cancellationToken) is var shape && bounds.Of(shape, cancellationToken) != QueryBound.Bounded
        && !SmallEntities.IsPlain(shape) && !small.IsSmall(chain.Entity, shape.Entity, tree, cancellationToken);
}
