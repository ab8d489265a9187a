using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>Of which entities are there few rows, whatever happens?</summary>
internal sealed class SmallEntities(SourceNames names, OptionReader options)
{
    private const int MostColumns = 2;

    private static readonly string[] AuditWords = ["Creat", "Modif", "Updat", "Delet", "Chang"];

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _fixed = new(SymbolEqualityComparer.Default);

    /// <summary>The author says so, or the model brings all rows and no code makes another.</summary>
    public bool IsSmall(ITypeSymbol type, EntityType? entity, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (options.Read(GuardrailOptions.SmallEntities, tree).Contains(type.Name))
            return true;
        return entity is { IsSeeded: true, Type: var seeded } && (_fixed.TryGetValue(seeded, out var known) ? known : _fixed.GetOrAdd(seeded, !IsMade(seeded, cancellationToken)));
    }

    /// <summary>
    /// Whether it shows that there will be more with time: it belongs to something else, is a person, or has an amount or a time of its own. What has none of it may be a list to choose from, which is no proof.
    /// </summary>
    public static bool Grows(QueryShape shape) => shape.Entity?.Navigations.Any(navigation => !navigation.IsCollection) == true || Grows(shape.Chain.Entity, shape.Entity?.Key);

    /// <summary>Nothing says that there will be more, and nothing else belongs to it: units, delivery times, kinds of things.</summary>
    public static bool IsPlain(QueryShape shape) => !Grows(shape) && shape.Entity?.Navigations.IsEmpty != false;

    /// <summary>Whether a row of which only the type is known shows it.</summary>
    public static bool Grows(ITypeSymbol? row, ImmutableArray<string>? key = null)
    {
        if (row is not INamedTypeSymbol type)
            return false;
        var showing = EntityConventions.PropertiesOf(type).Where(property => IsAmount(property.Type) || IsTime(property) || IsReference(property) || property.Name == "Email").ToList();
        if (showing.Count == 0)
            return false;
        var columns = key ?? EntityConventions.KeyOf(type);
        return showing.Exists(property => !columns.Contains(property.Name));
    }

    private static bool IsAmount(ITypeSymbol type) => Plain(type).SpecialType == SpecialType.System_Decimal;

    /// <summary>When something has happened is known; what may be empty is a plan.</summary>
    private static bool IsTime(IPropertySymbol property) =>
        property.Type is { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset" or "DateOnly" or "Instant" or "LocalDate" } && !AuditWords.Any(word => property.Name.Contains(word));

    private static bool IsReference(IPropertySymbol property) => property.Name.Length > 2 && property.Name.EndsWith("Id", StringComparison.Ordinal) && !property.Name.StartsWith("Parent", StringComparison.Ordinal) && !AuditWords.Any(property.Name.Contains);

    private static ITypeSymbol Plain(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } ? of[0] : type;

    /// <summary>Two columns of each row, as a list to choose from has them.</summary>
    public static bool IsForChoices(QueryChain chain) =>
        chain.Projection is { TargetMethod.Name: "Select" } projection && projection.Arguments.LastOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body }
        && body[0] is IReturnOperation { ReturnedValue: { } made } && made.Unwrap() switch
        {
            IAnonymousObjectCreationOperation { Initializers.Length: <= MostColumns } => true,
            IObjectCreationOperation row => row.Arguments.Length + (row.Initializer?.Initializers.Length ?? 0) <= MostColumns || row.Type?.Name == "SelectListItem",
            _ => false,
        };

    private bool IsMade(INamedTypeSymbol entity, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find(entity.Name, cancellationToken))
        {
            if (name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>(node => node.Type.Span.Contains(name.Span)) is { } creation && !IsSeed(creation))
                return true;
        }

        return names.CreationsWithoutType(cancellationToken).Any(creation => !IsSeed(creation) && SymbolEqualityComparer.Default.Equals(names.ModelOf(creation.SyntaxTree)?.GetTypeInfo(creation, cancellationToken).Type?.OriginalDefinition, entity));
    }

    private static bool IsSeed(SyntaxNode creation) =>
        creation.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.MemberName() is SimpleNameSyntax { Identifier.ValueText: "HasData" });
}
