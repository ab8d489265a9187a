using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Idle;

/// <summary>Does a projection take columns out of the rows, and no entity? What the provider cannot translate is run here on entities, with all that was included.</summary>
internal sealed class PlainResults(EntityModel model, SourceNames names)
{
    private const int MostHops = 40;

    /// <summary>What is done with elements and gives some of them, which the database does.</summary>
    private static readonly ImmutableHashSet<string> Elements = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Take", "Skip", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Distinct", "AsQueryable", "DefaultIfEmpty", "OfType");

    /// <summary>What gives something else than the elements.</summary>
    private static readonly ImmutableHashSet<string> Others = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Select", "Count", "LongCount", "Any", "All", "Sum", "Average", "Min", "Max");

    /// <summary>The function that makes the result, written where it is used or in a variable.</summary>
    public bool IsOf(IInvocationOperation select, CancellationToken cancellationToken)
    {
        if (select.Arguments.LastOrDefault()?.Value is not { } selector || Origins.Of(selector.Unwrap(), names, cancellationToken).Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 } function)
            return false;
        return function.Body.Descendants().OfType<IParameterReferenceOperation>()
            .Where(row => row.Type is not null && !IsHarmless(row.Type))
            .All(row => IsRead(row, cancellationToken));
    }

    public bool IsNavigation(IPropertySymbol property, CancellationToken cancellationToken) => model.NavigationOf(property, cancellationToken) is not null;

    /// <summary>From a row, or what is reached from it, to a column.</summary>
    private bool IsRead(IOperation value, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < MostHops; hops++)
        {
            switch (value.Parent)
            {
                case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation:
                case IConditionalOperation choice when choice.Condition != value:
                    value = value.Parent;
                    break;
                case IPropertyReferenceOperation property when property.Instance == value:
                    if (!IsMapped(property.Property, cancellationToken))
                        return false;
                    if (IsHarmless(property.Property.Type))
                        return true;
                    value = property;
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    if (IsTranslated(call, argument) is not { } goesOn)
                        return false;
                    if (!goesOn)
                        return true;
                    value = call;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                    return comparison.LeftOperand.IsNull() || comparison.RightOperand.IsNull();
                case IIsTypeOperation:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>True where entities come out of it again, false where something else does, null where it is not known to run in the database.</summary>
    private static bool? IsTranslated(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod;
        if (method.Name == "Property" && method.ContainingType.Is("Microsoft.EntityFrameworkCore.EF"))
            return IsHarmless(method.ReturnType) ? false : null;
        if (argument.Parameter?.Ordinal != 0 || method.ContainingNamespace?.ToDisplayString() != "System.Linq" || method.ContainingType.Name is not ("Enumerable" or "Queryable"))
            return null;
        return Others.Contains(method.Name) ? false : Elements.Contains(method.Name) ? !IsHarmless(method.ReturnType) : null;
    }

    /// <summary>A column, or what leads to other rows; a property that is computed here is none.</summary>
    private bool IsMapped(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property is { ContainingType.IsAnonymousType: true } || property.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) is true)
            return property.Name is "Count" or "Length" or "Key" || property.ContainingType.IsAnonymousType;
        if (property.IsIndexer || property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NotMappedAttribute"))
            return false;
        if (model.NavigationOf(property, cancellationToken) is not null)
            return true;
        return property.SetMethod is not null && !IsIgnored(property, cancellationToken);
    }

    private bool IsIgnored(IPropertySymbol property, CancellationToken cancellationToken) =>
        model.Configuration(cancellationToken).All.Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name))
        || model.Configuration(cancellationToken).OfAny.Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name));

    /// <summary>Nothing that belongs to an entity can be reached from it; so it is with an object of such parts that has no name.</summary>
    private static bool IsHarmless(ITypeSymbol type) => EntityParts.IsPlain(type)
        || type is { IsAnonymousType: true } && type.GetMembers().OfType<IPropertySymbol>().All(part => EntityParts.IsPlain(part.Type));
}
