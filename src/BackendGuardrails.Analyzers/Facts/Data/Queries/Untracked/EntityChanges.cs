using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>What a use of a variable does to the entity in it.</summary>
/// <param name="Operation">The assignment, or the call.</param>
/// <param name="Member">The member that is written or whose elements are; null where a method changes several.</param>
internal sealed record EntityChange(ILocalReferenceOperation Use, IOperation Operation, IPropertySymbol? Member)
{
    /// <summary>The value that a column gets; null where it cannot be told.</summary>
    public IOperation? Value => Operation is ISimpleAssignmentOperation or ICoalesceAssignmentOperation ? ((IAssignmentOperation)Operation).Value.Unwrap() : null;

    public Location Location => Operation switch
    {
        IAssignmentOperation { Target: var target } => target.Syntax.MemberName().GetLocation(),
        IIncrementOrDecrementOperation { Target: var target } => target.Syntax.MemberName().GetLocation(),
        IInvocationOperation call => call.NameLocation(),
        _ => Operation.Syntax.GetLocation(),
    };
}

/// <summary>Which uses of a variable change what its entity has in the database?</summary>
internal sealed class EntityChanges(EntityModel model, EntityFates fates)
{
    /// <summary>The uses of variables in an assignment or a call that may change the entity: told by how it is written, before anything else is asked.</summary>
    public static IEnumerable<ILocalReferenceOperation> MayChange(IOperation operation)
    {
        var changed = operation switch
        {
            IAssignmentOperation { Target: IMemberReferenceOperation target } => RootOf(target),
            IIncrementOrDecrementOperation { Target: IMemberReferenceOperation target } => RootOf(target),
            IInvocationOperation { Instance: { } receiver } => RootOf(receiver),
            _ => null,
        };
        if (changed is not null)
            yield return changed;
        if (operation is not IInvocationOperation call)
            yield break;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrap() is ILocalReferenceOperation handed)
                yield return handed;
        }
    }

    /// <summary>Whether a column of the entity is assigned here and nothing else is done with it.</summary>
    public static bool IsWrittenAt(ILocalReferenceOperation use)
    {
        IOperation value = use;
        while (value.Parent is IConversionOperation or IParenthesizedOperation || value.Parent is IMemberReferenceOperation { Instance: var owner } && owner == value)
            value = value.Parent;
        return value is IMemberReferenceOperation member && EntityParts.IsWritten(member);
    }

    public EntityChange? Of(ILocalReferenceOperation use, CancellationToken cancellationToken)
    {
        IOperation value = use;
        while (value.Parent is IConversionOperation or IParenthesizedOperation || value.Parent is IMemberReferenceOperation { Instance: var owner } && owner == value)
            value = value.Parent;
        IOperation? operation = value switch
        {
            IMemberReferenceOperation member when EntityParts.IsWritten(member) => member.Parent,
            _ => value.Parent is IArgumentOperation argument ? argument.Parent as IInvocationOperation : value.Parent as IInvocationOperation,
        };
        if (operation is null || NavigationReads.IsInExpressionTree(use))
            return null;
        if (fates.OfUnless(use, EntityUse.Attached | EntityUse.Unseen, cancellationToken) is not { } fate || !fate.Has(EntityUse.Changed))
            return null;
        var changes = fate.Changes.Where(change => IsStored(change, cancellationToken)).ToList();
        if (changes.Count == 0)
            return null;
        return new(use, operation, (changes[0] as IPropertyReferenceOperation)?.Property is { } property && changes.Count == 1 ? property : null);
    }

    /// <summary>A column or navigation of the model. What is not in it is never saved, and needs not be.</summary>
    private bool IsStored(IOperation change, CancellationToken cancellationToken)
    {
        if (change is IArgumentOperation { Value.Type: var mapped })
            return model.IsEntity(mapped, cancellationToken);
        if (change is not IPropertyReferenceOperation { Property: var property } || !model.IsEntity(property.ContainingType, cancellationToken) || EntityConventions.IsNotMapped(property))
            return false;
        if (model.NavigationOf(property, cancellationToken) is not null)
            return IsNew(change);
        var configuration = model.Configuration(cancellationToken);
        return property is { DeclaredAccessibility: Accessibility.Public, SetMethod: not null, GetMethod: not null, IsIndexer: false }
            && EntityConventions.ElementOf(property.Type) is null && (EntityParts.IsPlain(property.Type) || property.Type.IsValueType)
            && !configuration.OfAny.Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name))
            && !configuration.All.Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name));
    }

    /// <summary>What was read before is put together with it, to be shown or computed with; what is new, or taken out, is meant to be saved.</summary>
    private static bool IsNew(IOperation navigation) => navigation.Parent switch
    {
        ISimpleAssignmentOperation assignment => IsMade(assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "Push" or "Enqueue" } call => call.Arguments.All(argument => IsMade(argument.Value) || EntityParts.IsPlain(argument.Value.Type!)),
        _ => true,
    };

    private static bool IsMade(IOperation value) => value.Unwrap() switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation local => Origins.InitialValue(local)?.Unwrap() is IObjectCreationOperation,
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements.All(IsMade),
        _ => false,
    };

    private static ILocalReferenceOperation? RootOf(IOperation? value)
    {
        while (value?.Unwrap() is IMemberReferenceOperation { Instance: { } owner })
            value = owner;
        return value?.Unwrap() as ILocalReferenceOperation;
    }
}
