using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Logging;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>An entity that clients get as it is stored.</summary>
/// <param name="Place">Where that is written.</param>
/// <param name="Secrets">Members that nobody outside should see, by their names.</param>
/// <param name="Navigations">What leads to other entities.</param>
internal sealed record AnsweredEntity(Location Place, INamedTypeSymbol Entity, ImmutableArray<string> Secrets, ImmutableArray<string> Navigations);

/// <summary>With which entity does an endpoint answer: by its return type, by what it hands to the answer, or by what it declares?</summary>
internal sealed class AnsweredEntities(EntityModel model, TypeArguments arguments, ClientModels clients)
{
    private const int MostDepth = 4;

    private static readonly string[] Ignored = ["System.Text.Json.Serialization.JsonIgnoreAttribute", "Newtonsoft.Json.JsonIgnoreAttribute", "System.Runtime.Serialization.IgnoreDataMemberAttribute"];

    /// <summary>Hashes and salts are what attackers take home.</summary>
    private static readonly string[] Hashes = ["Password", "Passwd", "Salt", "SecurityStamp", "SecretHash", "TokenHash", "PinHash"];

    /// <summary>Many endpoints answer with the same types.</summary>
    private readonly ConcurrentDictionary<ITypeSymbol, Exposed?> _inTypes = new(SymbolEqualityComparer.Default);

    /// <summary>Null where there is none, where it has neither, and where the client composes the answer by itself.</summary>
    public AnsweredEntity? Of(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind is EndpointKind.PageHandler or EndpointKind.FastEndpoint || endpoint.IsMember && ComposedAnswers.IsOfClient(endpoint.Function))
            return null;
        var bodies = BodiesOf(endpoint).ToList();
        var given = Given(bodies, cancellationToken);
        // Nobody checks that Ok(rows) fits ActionResult<Order>: what is handed over is what goes out.
        if (given is null && bodies.Count > 0)
            return null;
        return Declared(endpoint, cancellationToken) ?? given ?? Described(endpoint, cancellationToken);
    }

    private AnsweredEntity? Declared(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var written = endpoint.Function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            LocalFunctionStatementSyntax local => local.ReturnType,
            _ => null,
        };
        return written is null || written.SyntaxTree != endpoint.Body.Syntax.SyntaxTree ? null : Found(endpoint.Function.ReturnType, WhereNamed(written, endpoint, cancellationToken), cancellationToken);
    }

    /// <summary><c>Ok(order)</c>, and what a lambda returns.</summary>
    private AnsweredEntity? Given(List<IOperation> bodies, CancellationToken cancellationToken) => bodies
        .Select(body => Found(body.Unwrap().Type, _ => body.Syntax.GetLocation(), cancellationToken))
        .FirstOrDefault(found => found is not null);

    private static IEnumerable<IOperation> BodiesOf(Endpoint endpoint) => endpoint.Exits
        .SelectMany(Functions.Alternatives)
        .Select(value => Responses.Of(value) is { } answer ? answer.Status is null or >= 200 and < 300 && !IsView(answer) ? answer.Body : null : endpoint.Function.MethodKind == MethodKind.AnonymousFunction ? value : null)
        .OfType<IOperation>();

    private static bool IsView(Response answer) => answer.Name is "View" or "PartialView" or "Page";

    /// <summary><c>[ProducesResponseType(typeof(Order), 200)]</c>, <c>[ProducesResponseType&lt;Order>(200)]</c></summary>
    private AnsweredEntity? Described(Endpoint endpoint, CancellationToken cancellationToken) => endpoint.Function.GetAttributes()
        .Where(attribute => attribute.AttributeClass.IsOrInherits("Microsoft.AspNetCore.Mvc.ProducesResponseTypeAttribute"))
        .Select(attribute => (Type: attribute.AttributeClass!.TypeArguments.FirstOrDefault() ?? attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.Value)).Where(argument => argument.Kind == TypedConstantKind.Type).Select(argument => argument.Value as ITypeSymbol).FirstOrDefault(), attribute))
        .Select(pair => pair.attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == endpoint.Body.Syntax.SyntaxTree ? Found(pair.Type, _ => reference.GetSyntax(cancellationToken).GetLocation(), cancellationToken) : null)
        .FirstOrDefault(found => found is not null);

    private AnsweredEntity? Found(ITypeSymbol? type, Func<INamedTypeSymbol, Location> placeOf, CancellationToken cancellationToken)
    {
        if (type is null)
            return null;
        if (!_inTypes.TryGetValue(type, out var exposed))
            exposed = _inTypes.GetOrAdd(type, In(type, cancellationToken));
        return exposed is null ? null : new(placeOf(exposed.Entity), exposed.Entity, exposed.Secrets, exposed.Navigations);
    }

    private Exposed? In(ITypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var entity in Entities(type, MostDepth, cancellationToken).Distinct(SymbolEqualityComparer.Default).OfType<INamedTypeSymbol>())
        {
            var navigations = model.Of(entity, cancellationToken)!.Navigations.Where(navigation => IsSent(navigation.Property)).Select(navigation => navigation.Name).ToImmutableArray();
            var secrets = Controllers.Lineage(entity).SelectMany(one => one.GetMembers().OfType<IPropertySymbol>()).Where(property => IsSent(property) && IsSecret(property)).Select(property => property.Name).Distinct().ToImmutableArray();
            if (!navigations.IsEmpty && !clients.Hold(entity) || !secrets.IsEmpty)
                return new(entity, secrets, navigations);
        }

        return null;
    }

    /// <summary>The type itself, its arguments and elements, and what is in a type that is made to be an answer.</summary>
    private IEnumerable<INamedTypeSymbol> Entities(ITypeSymbol? type, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
            return Enumerable.Empty<INamedTypeSymbol>();
        if (type is ITypeParameterSymbol parameter)
            return arguments.Of(parameter, cancellationToken).SelectMany(argument => Entities(argument, depth, cancellationToken));
        if (type is IArrayTypeSymbol array)
            return Entities(array.ElementType, depth - 1, cancellationToken);
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None } named)
            return type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } elements } ? elements.SelectMany(element => Entities(element, depth - 1, cancellationToken)) : Enumerable.Empty<INamedTypeSymbol>();
        if (model.IsEntity(named, cancellationToken))
            return new[] { named };
        var parts = named.TypeArguments.AsEnumerable();
        if (named.IsAnonymousType || named.TypeKind is TypeKind.Class or TypeKind.Struct && !named.DeclaringSyntaxReferences.IsEmpty)
            parts = parts.Concat(named.GetMembers().OfType<IPropertySymbol>().Where(IsSent).Select(property => property.Type));
        return parts.SelectMany(part => Entities(part, depth - 1, cancellationToken));
    }

    private static bool IsSent(IPropertySymbol property) => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
        && !property.GetAttributes().Any(attribute => Ignored.Any(mark => attribute.AttributeClass.IsOrInherits(mark)));

    /// <summary>Texts and bytes that are stored: <c>AllowStoringCardNumber</c> is a switch, and what is not mapped is filled by hand.</summary>
    private static bool IsSecret(IPropertySymbol property) => !property.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute")) && (property.Type.SpecialType == SpecialType.System_String || property.Type is IArrayTypeSymbol) && IsSecret(property.Name);

    private static bool IsSecret(string name) => SecretNames.Of(name) == Secrecy.Sure || Hashes.Any(word => name.EndsWith(word, StringComparison.Ordinal) || name.EndsWith(word + "Hash", StringComparison.Ordinal));

    private static Func<INamedTypeSymbol, Location> WhereNamed(TypeSyntax written, Endpoint endpoint, CancellationToken cancellationToken) => entity =>
    {
        var named = written.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().ToLookup(name => endpoint.Body.SemanticModel?.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, SymbolEqualityComparer.Default);
        return (named[entity.OriginalDefinition].FirstOrDefault() ?? named.FirstOrDefault(group => group.Key is ITypeParameterSymbol)?.First() ?? (SyntaxNode)written).GetLocation();
    };

    /// <summary>The entity in a type, and what of it should stay inside.</summary>
    private sealed record Exposed(INamedTypeSymbol Entity, ImmutableArray<string> Secrets, ImmutableArray<string> Navigations);
}
