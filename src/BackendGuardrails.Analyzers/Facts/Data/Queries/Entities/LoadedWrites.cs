using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Where are rows loaded, changed in a way that does not depend on them, or removed, and saved at once, with nothing that would be left out if the database did it by itself?</summary>
internal sealed class LoadedWrites(EntityModel model, QueryChains chains, SavingBehavior saving, Callers callers, RequestCode requests)
{
    private static readonly string[] Kept = ["Where", "IgnoreQueryFilters", "TagWith", "AsQueryable", "AsTracking"];

    private static readonly string[] Random = ["NewGuid", "CreateVersion7", "Next", "GetBytes", "NextInt64", "GetInt32", "Shared"];

    public LoadedWrite? At(IOperation operation, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case IForEachLoopOperation { Body: var body, Locals: { Length: 1 } } loop when ChangesIn(body, loop.Locals[0]) is { } changes:
                return Of(loop, loop.Collection, changes, cancellationToken);
            case IInvocationOperation { TargetMethod.Name: "RemoveRange", Arguments: { Length: 1 } arguments } call when IsOfContext(call) && call.Parent is IExpressionStatementOperation:
                return Of(call, arguments[0].Value, ImmutableArray<ISimpleAssignmentOperation>.Empty, cancellationToken);
            default:
                return null;
        }
    }

    private static bool IsOfContext(IInvocationOperation call) => EfCommands.IsContext(call.Instance?.Type) || EfSets.Of(call.Instance?.Type) is not null;

    /// <summary>What a loop does with each row, if it only sets columns, or only removes it; null for all else.</summary>
    private static ImmutableArray<ISimpleAssignmentOperation>? ChangesIn(IOperation body, ILocalSymbol row)
    {
        var statements = body is IBlockOperation block ? block.Operations : ImmutableArray.Create(body);
        var changes = ImmutableArray.CreateBuilder<ISimpleAssignmentOperation>();
        var removed = 0;
        foreach (var statement in statements)
        {
            switch ((statement as IExpressionStatementOperation)?.Operation)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation target } } change when SymbolEqualityComparer.Default.Equals(target.Local, row) && IsSame(change.Value, row):
                    changes.Add(change);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Remove" or "Update", Arguments: { Length: 1 } arguments } call when IsOfContext(call) && arguments[0].Value.Unwrap() is ILocalReferenceOperation given && SymbolEqualityComparer.Default.Equals(given.Local, row):
                    removed += call.TargetMethod.Name == "Remove" ? 1 : 0;
                    break;
                default:
                    return null;
            }
        }

        var isUpdate = removed == 0 && changes.Count > 0 && changes.Select(change => ((IPropertyReferenceOperation)change.Target).Property.Name).Distinct().Count() == changes.Count;
        return isUpdate || removed == 1 && changes.Count == 0 && statements.Length == 1 ? changes.ToImmutable() : null;
    }

    /// <summary>The same value for every row: nothing of the row, nothing made anew each time.</summary>
    private static bool IsSame(IOperation value, ILocalSymbol row) => value.DescendantsAndSelf().All(part => part switch
    {
        ILocalReferenceOperation local => !SymbolEqualityComparer.Default.Equals(local.Local, row),
        IInvocationOperation { TargetMethod: var method } => method.OutermostNamespace() == "System" && !Random.Any(method.Name.Contains),
        IPropertyReferenceOperation property => !Random.Contains(property.Property.Name),
        IConversionOperation conversion => conversion.OperatorMethod is null,
        ILiteralOperation or IDefaultValueOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation or IBinaryOperation { OperatorMethod: null } or IUnaryOperation or IParenthesizedOperation or IArgumentOperation or IConditionalOperation or ICoalesceOperation => true,
        IBinaryOperation { OperatorMethod: { } method } => method.OutermostNamespace() == "System",
        _ => false,
    });

    private LoadedWrite? Of(IOperation write, IOperation rows, ImmutableArray<ISimpleAssignmentOperation> changes, CancellationToken cancellationToken)
    {
        var source = RowSource.Of(rows);
        if (source is null || !saving.IsPlain(cancellationToken) || OneTimeWork.Is(write.EnclosingSymbol(cancellationToken)) || SaveBehind(write) is not { } save)
            return null;
        var origins = chains.Of(source.Query, cancellationToken);
        if (!origins.IsProven || origins.Chains.Length != 1 || origins.Chains[0] is not { Kind: QueryRoot.Set, Projection: null, Terminal: null, Includes.IsEmpty: true, HasUnreadInclude: false, Tracking: Tracking.Default or Tracking.Tracked } chain
            || !chain.Always("Where") || !chain.Steps.All(step => Kept.Contains(step.Name)) || !IsOneTable(chain, changes, cancellationToken))
            return null;
        if (chain.Context is not { } context || Remembered.SymbolOf(context) is not { } carrier || !IsOn(save.Call, carrier) || IsMixed(write, source, save.Call, chain, cancellationToken))
            return null;
        return new(write, source.Query, chain, source.Declared, save.Statement)
        {
            Changes = changes,
            AreCounted = source.IsCounted,
            IsAlone = !write.MemberBody().Descendants().OfType<IInvocationOperation>().Any(call => call.Syntax.SpanStart < write.Syntax.SpanStart && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !call.TargetMethod.IsExtensionMethod),
            MayHaveMore = carrier is not ILocalSymbol && write.EnclosingMember(cancellationToken) is IMethodSymbol member && !requests.IsEndpoint(member, cancellationToken) && callers.OfDispatched(member, cancellationToken).Count > 0,
        };
    }

    /// <summary>The next statement, which saves.</summary>
    private static (IOperation Statement, IInvocationOperation Call)? SaveBehind(IOperation write)
    {
        var statement = write.Parent is IExpressionStatementOperation call ? call : write;
        if (statement.Parent is not IBlockOperation block)
            return null;
        var next = block.Operations.SkipWhile(other => other != statement).Skip(1).FirstOrDefault();
        return next?.Descendants().OfType<IInvocationOperation>().FirstOrDefault(inner => inner.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync" && EfCommands.IsContext(inner.Instance?.Type)) is { } save ? (next, save) : null;
    }

    private static bool IsOn(IInvocationOperation save, ISymbol carrier) => save.Instance is { } instance && SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(instance), carrier);

    /// <summary>One table without anything that only the context does: versions, events, parts of their own; columns that are nothing but columns.</summary>
    private bool IsOneTable(QueryChain chain, ImmutableArray<ISimpleAssignmentOperation> changes, CancellationToken cancellationToken)
    {
        if (model.Of(chain.Entity, cancellationToken) is not { Base: null, IsKeyless: false, IsOwned: false, ConcurrencyTokens.IsEmpty: true } entity || saving.HasBehavior(entity, cancellationToken))
            return false;
        return changes.All(change => ((IPropertyReferenceOperation)change.Target).Property is var column && !entity.Key.Contains(column.Name) && EntityParts.IsPlain(column.Type) && column.Type is not IArrayTypeSymbol && saving.IsColumn(column, entity, cancellationToken));
    }

    /// <summary>Other rows are changed in the same method, or the same rows are loaded once more: they would be saved apart, or keep what they had.</summary>
    private bool IsMixed(IOperation write, RowSource source, IInvocationOperation save, QueryChain chain, CancellationToken cancellationToken)
    {
        foreach (var operation in write.MemberBody().Descendants().Where(operation => !write.Syntax.Span.Contains(operation.Syntax.Span)))
        {
            switch (operation)
            {
                case IAssignmentOperation { Target: IMemberReferenceOperation { Instance.Type: { } changed } } when model.IsEntity(changed, cancellationToken):
                case IObjectCreationOperation { Type: { } made } when model.IsEntity(made, cancellationToken):
                case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } method } when model.IsEntity(method.ContainingType, cancellationToken) && !method.IsStatic:
                case IInvocationOperation call when call != write && IsOfContext(call) && IsChange(call.TargetMethod.Name):
                case IInvocationOperation { TargetMethod.Name: "SaveChanges" or "SaveChangesAsync" } other when other != save:
                case IMemberReferenceOperation { Type: INamedTypeSymbol type } set when set.Syntax != chain.Root.Syntax && EfSets.Of(type) is { } entity && Inclusions.IsRelated(entity, chain.Entity) && !EfSets.IsHarmless(set) && !source.Contains(set) && !(set.Parent is IInvocationOperation { TargetMethod.Name: "RemoveRange" or "Remove" }):
                    return true;
            }
        }

        return false;
    }

    private static bool IsChange(string name) => name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Update", StringComparison.Ordinal) || name.StartsWith("Remove", StringComparison.Ordinal) || name.StartsWith("Attach", StringComparison.Ordinal) || name == "Entry";
}
