using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>An entity whose properties a client sets as it likes.</summary>
/// <param name="Write">The call that hands it to the context, here or some calls away; null when none is seen.</param>
/// <param name="IsOnlyRead">Whether it is seen of every use that the entity does not come to the context: single members are read of it.</param>
/// <param name="IsAdded">Whether the endpoint itself adds it, and does nothing else of that kind with it.</param>
internal sealed record BoundEntity(IParameterSymbol Parameter, INamedTypeSymbol Entity, IOperation? Write, bool IsOnlyRead, bool IsAdded);

/// <summary>Which parameters of an endpoint are entities that are bound from the body or a form, and do they come to the context?</summary>
internal sealed class BoundEntities(EntityModel model, Bindings bindings, CalledMethods called, TypeArguments arguments, SourceNames names)
{
    private const string BindNever = "Microsoft.AspNetCore.Mvc.ModelBinding.BindNeverAttribute";
    private const string BindProperty = "Microsoft.AspNetCore.Mvc.BindPropertyAttribute";
    private const string BindProperties = "Microsoft.AspNetCore.Mvc.BindPropertiesAttribute";
    private const string Bind = "Microsoft.AspNetCore.Mvc.BindAttribute";

    private readonly EntityWays _ways = new(model, called, names);

    public IEnumerable<BoundEntity> In(Endpoint endpoint, CancellationToken cancellationToken)
    {
        foreach (var parameter in bindings.SentIn(endpoint, cancellationToken))
        {
            if (EntityOf(parameter.Type, cancellationToken) is not { } entity || Has(parameter, BindNever) || Has(parameter, Bind) || Has(entity, Bind))
                continue;
            var way = _ways.Of(parameter, endpoint.Body, cancellationToken);
            var isAdded = SymbolEqualityComparer.Default.Equals(entity, parameter.Type.OriginalDefinition) && _ways.WritesIn(parameter, endpoint.Body, cancellationToken).ToList() is { Count: 1 } direct && direct[0] is IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" };
            yield return new(parameter, entity, way.Write, way.IsOnlyRead, isAdded);
        }
    }

    /// <summary>The properties of a page that are bound like that, where the handler takes each as a whole, and the call that hands it to the context: <c>[BindProperty] public Order Order { get; set; }</c></summary>
    public IEnumerable<(INamedTypeSymbol Entity, IOperation Use, IInvocationOperation Write)> OfPage(Endpoint handler, CancellationToken cancellationToken)
    {
        foreach (var property in Controllers.Lineage(handler.Function.ContainingType).SelectMany(type => type.GetMembers()).OfType<IPropertySymbol>())
        {
            if ((Has(property, BindProperty) || Has(property.ContainingType, BindProperties)) && !Has(property, BindNever) && EntityOf(property.Type, cancellationToken) is { } entity && !Has(entity, Bind)
                && _ways.Of(property, handler.Body, cancellationToken).Write is IInvocationOperation write
                && EntityWays.UsesIn(property, handler.Body).FirstOrDefault(use => use.Parent is not IMemberReferenceOperation) is { } taken)
                yield return (entity, taken, write);
        }
    }

    private INamedTypeSymbol? EntityOf(ITypeSymbol type, CancellationToken cancellationToken)
    {
        var element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments.Length: 1 } list when list.IsOrInherits("System.Collections.IEnumerable") => list.TypeArguments[0],
            _ => type,
        };
        // Crud<T> takes what those that derive from it say.
        var types = element is ITypeParameterSymbol parameter ? arguments.Of(parameter, cancellationToken) : new[] { element }.OfType<INamedTypeSymbol>();
        return types.FirstOrDefault(type => type.TypeKind == TypeKind.Class && model.IsEntity(type, cancellationToken))?.OriginalDefinition;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.AttributeClass.IsOrInherits(attribute));
}
