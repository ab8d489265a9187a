using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>An entity whose properties a client sets as it likes.</summary>
/// <param name="Write">The call that hands it to the context, here or some calls away; null when none is seen.</param>
/// <param name="IsAdded">Whether the endpoint itself adds it, and does nothing else of that kind with it.</param>
internal sealed record BoundEntity(IParameterSymbol Parameter, INamedTypeSymbol Entity, IOperation? Write, bool IsAdded);

/// <summary>Which parameters of an endpoint are entities that are bound from the body or a form, and do they come to the context?</summary>
internal sealed class BoundEntities(EntityModel model, Bindings bindings, CalledMethods called, TypeArguments arguments, SourceNames names)
{
    private const int MostCalls = 3;
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";
    private const string BindNever = "Microsoft.AspNetCore.Mvc.ModelBinding.BindingBehaviorAttribute";
    private const string Bind = "Microsoft.AspNetCore.Mvc.BindAttribute";

    private static readonly string[] Writes = ["Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Attach", "AttachRange"];

    public IEnumerable<BoundEntity> In(Endpoint endpoint, CancellationToken cancellationToken)
    {
        foreach (var parameter in bindings.SentIn(endpoint, cancellationToken))
        {
            if (EntityOf(parameter.Type, cancellationToken) is not { } entity || Has(parameter, BindNever) || Has(parameter, Bind) || Has(entity, Bind))
                continue;
            var write = WriteOf(parameter, endpoint.Body, MostCalls, cancellationToken);
            var isAdded = SymbolEqualityComparer.Default.Equals(entity, parameter.Type.OriginalDefinition) && WritesIn(parameter, endpoint.Body, cancellationToken).ToList() is { Count: 1 } direct && direct[0] is IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" };
            yield return new(parameter, entity, write, isAdded);
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

    private IOperation? WriteOf(IParameterSymbol parameter, IOperation body, int depth, CancellationToken cancellationToken)
    {
        if (WritesIn(parameter, body, cancellationToken).FirstOrDefault() is { } write)
            return write;
        if (depth == 0)
            return null;
        foreach (var use in UsesIn(parameter, body))
        {
            if (Outer(use) is not IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call })
                continue;
            foreach (var target in called.By(call, cancellationToken))
            {
                if (target.Parameters.Length > ordinal && Bodies.CodeOf(target, names, cancellationToken) is { } code && WriteOf(target.Parameters[ordinal], code, depth - 1, cancellationToken) is { } found)
                    return found;
            }
        }

        return null;
    }

    private IEnumerable<IOperation> WritesIn(IParameterSymbol parameter, IOperation body, CancellationToken cancellationToken) =>
        UsesIn(parameter, body).Select(use => Outer(use)).OfType<IArgumentOperation>().Select(argument => WriteOf(argument, cancellationToken)).OfType<IOperation>();

    private static IEnumerable<IOperation> UsesIn(IParameterSymbol parameter, IOperation body) =>
        body.Descendants().OfType<IParameterReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Parameter, parameter));

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
