using BackendGuardrails.Facts.Data.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>Where an index can be declared: on a class, or at the end of a block that configures it.</summary>
/// <param name="Location">The name of the class, or the block.</param>
/// <param name="Builder">What <c>HasIndex</c> is called on; null for an attribute.</param>
internal sealed record IndexPlace(Location Location, string? Builder)
{
    public const string Entity = "Entity";
    public const string Columns = "Columns";
    public const string On = "Builder";

    public ImmutableDictionary<string, string?> PropertiesFor(IndexNeed need) => ImmutableDictionary<string, string?>.Empty
        .Add(Entity, need.Entity.Type.Name)
        .Add(Columns, string.Join(";", need.Columns))
        .Add(On, Builder);
}

/// <summary>Where would somebody of this project declare an index of an entity?</summary>
internal sealed class IndexPlaces(EntityModel model, SourceNames names)
{
    private const string Index = "Microsoft.EntityFrameworkCore.IndexAttribute";
    private const string EntityBuilder = "Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder`1";
    private const string ModelBuilder = "Microsoft.EntityFrameworkCore.ModelBuilder";

    /// <summary>Beside what configures the entity already; then as the project does it for others. Null where nothing of that is code of this compilation.</summary>
    public IndexPlace? Of(IndexNeed need, CancellationToken cancellationToken)
    {
        var entity = OwnerOf(need, cancellationToken);
        if (entity.IsGenericType)
            return null;
        var attribute = OnClass(entity, cancellationToken);
        if (attribute is not null && EntityIndexes.Lineage(entity).Any(HasAttribute))
            return attribute;
        return InBlockOf(entity, cancellationToken) ?? (attribute is not null && !IsFluent(cancellationToken) ? attribute : InContext(entity, cancellationToken) ?? attribute);
    }

    /// <summary>The entity of the query, or the one it derives from where that has all of the columns.</summary>
    private INamedTypeSymbol OwnerOf(IndexNeed need, CancellationToken cancellationToken)
    {
        var declared = model.Configuration(cancellationToken).Declared;
        var owners = EntityConventions.PropertiesOf(need.Entity.Type).Where(property => need.Columns.Contains(property.Name)).Select(property => property.ContainingType).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
        return owners.Count == 1 && declared.Contains(owners[0], SymbolEqualityComparer.Default) ? owners[0] : need.Entity.Type;
    }

    private static bool HasAttribute(INamedTypeSymbol type) => EntityConventions.Attribute(type, Index) is not null;

    private IndexPlace? OnClass(INamedTypeSymbol entity, CancellationToken cancellationToken) => entity.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellationToken))
        .OfType<TypeDeclarationSyntax>()
        .Where(type => names.ModelOf(type.SyntaxTree) is not null)
        .OrderByDescending(type => type.Members.Count)
        .Select(type => new IndexPlace(type.Identifier.GetLocation(), null))
        .FirstOrDefault();

    /// <summary>Whether indexes are declared by calls here, and none by attributes.</summary>
    private bool IsFluent(CancellationToken cancellationToken) =>
        model.Configuration(cancellationToken).All.Any(call => call.Name == "HasIndex") && !model.Entities(cancellationToken).Any(entity => HasAttribute(entity.Type));

    /// <summary>A method that is given the entity's builder, or a block in which it is configured.</summary>
    private IndexPlace? InBlockOf(INamedTypeSymbol entity, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find("EntityTypeBuilder", cancellationToken).OfType<GenericNameSyntax>())
        {
            if (name.FirstAncestorOrSelf<ParameterSyntax>() is { Parent.Parent: BaseMethodDeclarationSyntax { Body: { } body } } parameter && Names(name.TypeArgumentList.Arguments[0], entity, cancellationToken)
                && names.ModelOf(name.SyntaxTree)?.GetTypeInfo(name, cancellationToken).Type.Is(EntityBuilder) is true)
                return new(body.GetLocation(), parameter.Identifier.ValueText);
        }

        IndexPlace? beside = null;
        foreach (var name in names.Find("Entity", cancellationToken).OfType<GenericNameSyntax>())
        {
            if (name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access || !IsModelBuilder(access.Expression, cancellationToken) || !Names(name.TypeArgumentList.Arguments[0], entity, cancellationToken))
                continue;
            if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax { Body: BlockSyntax block } lambda)
                return new(block.GetLocation(), lambda.Parameter.Identifier.ValueText);
            if (call.ArgumentList.Arguments.Count == 0 && call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax around })
                beside ??= new(around.GetLocation(), call.ToString());
        }

        return beside;
    }

    /// <summary>The end of OnModelCreating of the one context that has the entity.</summary>
    private IndexPlace? InContext(INamedTypeSymbol entity, CancellationToken cancellationToken)
    {
        var methods = names.Find("ModelBuilder", cancellationToken)
            .Select(name => name.FirstAncestorOrSelf<ParameterSyntax>())
            .Where(parameter => parameter is { Parent.Parent: MethodDeclarationSyntax { Identifier.ValueText: "OnModelCreating", Body: not null } })
            .Select(parameter => (Name: parameter!.Identifier.ValueText, Method: (MethodDeclarationSyntax)parameter.Parent!.Parent!))
            .ToList();
        var owners = methods.Count == 1 ? methods : methods.Where(method => HasSet(method.Method, entity, cancellationToken)).ToList();
        if (owners.Count != 1 || names.ModelOf(owners[0].Method.SyntaxTree) is not { } semantics)
            return null;
        var (name, method) = owners[0];
        return new(method.Body!.GetLocation(), $"{name}.Entity<{entity.ToMinimalDisplayString(semantics, method.Body.OpenBraceToken.Span.End)}>()");
    }

    private bool HasSet(MethodDeclarationSyntax method, INamedTypeSymbol entity, CancellationToken cancellationToken) =>
        method.Parent is TypeDeclarationSyntax type && names.ModelOf(type.SyntaxTree)?.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol context
        && context.GetMembers().OfType<IPropertySymbol>().Any(property => property.Type is INamedTypeSymbol { Name: "DbSet", TypeArguments: { Length: 1 } arguments } && SymbolEqualityComparer.Default.Equals(arguments[0].OriginalDefinition, entity.OriginalDefinition));

    private bool Names(TypeSyntax type, INamedTypeSymbol entity, CancellationToken cancellationToken) =>
        SymbolEqualityComparer.Default.Equals(names.ModelOf(type.SyntaxTree)?.GetTypeInfo(type, cancellationToken).Type, entity);

    private bool IsModelBuilder(ExpressionSyntax expression, CancellationToken cancellationToken) =>
        names.ModelOf(expression.SyntaxTree)?.GetTypeInfo(expression, cancellationToken).Type.IsOrInherits(ModelBuilder) is true;
}
