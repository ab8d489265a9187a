using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Which classes are migrations, and what do they do?</summary>
internal sealed class SchemaMigrations(KnownTypes types, SourceNames names, OptionReader options)
{
    public const string Base = "Microsoft.EntityFrameworkCore.Migrations.Migration";
    public const string Builder = "Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder";
    private const string IdAttribute = "Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute";

    private readonly ConcurrentDictionary<INamedTypeSymbol, IMethodSymbol?> _ups = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, SchemaMigration> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<SchemaOperation>> _downs = new(SymbolEqualityComparer.Default);

    /// <summary>Whether there can be migrations at all.</summary>
    public bool ArePossible => types.Has(Base);

    /// <summary>Whether the class is a migration that changes something.</summary>
    public bool Has(INamedTypeSymbol type) => UpOf(type) is not null;

    /// <summary>Null for a class that is none, or that leaves what it does to classes derived from it.</summary>
    public SchemaMigration? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (UpOf(type) is not { } up)
            return null;
        return _known.TryGetValue(type, out var known) ? known : _known.GetOrAdd(type, Read(type, up, cancellationToken));
    }

    /// <summary>The same, and null for a migration that is settled: it need not even be read.</summary>
    public SchemaMigration? Unsettled(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        UpOf(type) is { } up && FileOf(up) is var file && !IsSettled(IdOf(type, file), file) ? Of(type, cancellationToken) : null;

    /// <summary>What <c>Down</c> does.</summary>
    public ImmutableArray<SchemaOperation> DownOf(SchemaMigration migration, CancellationToken cancellationToken)
    {
        if (_downs.TryGetValue(migration.Type, out var known))
            return known;
        return _downs.GetOrAdd(migration.Type, migration.DownMethod is { } down ? new MigrationWalk(migration.Type, names, cancellationToken).Run(down) : ImmutableArray<SchemaOperation>.Empty);
    }

    /// <summary>The body of <c>Down</c>; null where nobody has written one.</summary>
    public IOperation? DownBodyOf(SchemaMigration migration, CancellationToken cancellationToken) => migration.DownMethod is { } down ? Bodies.CodeOf(down, names, cancellationToken) : null;

    /// <summary>The migrations of this compilation that run before it, latest first; none where it has no id.</summary>
    public IReadOnlyList<SchemaMigration> Before(SchemaMigration migration, CancellationToken cancellationToken) =>
        migration.Id is not { } id
            ? []
            : All(cancellationToken).Where(other => other.Id is { } earlier && string.CompareOrdinal(earlier, id) < 0).OrderByDescending(other => other.Id, StringComparer.Ordinal).ToList();

    private IEnumerable<SchemaMigration> All(CancellationToken cancellationToken) => names.Find("Migration", cancellationToken)
        .Select(name => name.FirstAncestorOrSelf<BaseTypeSyntax>()?.Parent?.Parent as ClassDeclarationSyntax)
        .OfType<ClassDeclarationSyntax>()
        .Select(declaration => names.ModelOf(declaration.SyntaxTree)?.GetDeclaredSymbol(declaration, cancellationToken))
        .OfType<INamedTypeSymbol>()
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .Select(type => Of(type, cancellationToken))
        .OfType<SchemaMigration>();

    /// <summary>Every rule asks it of every class, most of which are no migrations.</summary>
    private IMethodSymbol? UpOf(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.BaseType is not { SpecialType: SpecialType.None })
            return null;
        return _ups.TryGetValue(type, out var known) ? known : _ups.GetOrAdd(type, IsDerived(type) ? Override("Up", type) : null);
    }

    private static bool IsDerived(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.Is(Base))
                return true;
        }

        return false;
    }

    private SchemaMigration Read(INamedTypeSymbol type, IMethodSymbol up, CancellationToken cancellationToken)
    {
        var operations = new MigrationWalk(type, names, cancellationToken).Run(up);
        var file = FileOf(up);
        var id = IdOf(type, file);
        return new(type, id, up, Override("Down", type), operations, ProvidersOf(type, operations, cancellationToken), IsSettled(id, file));
    }

    private static SyntaxTree? FileOf(IMethodSymbol up) => up.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;

    private static IMethodSymbol? Override(string name, INamedTypeSymbol type)
    {
        for (var current = type; current is not null && !current.Is(Base); current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsOverride: true, IsAbstract: false, Parameters.Length: 1 }) is { } found)
                return found.OriginalDefinition;
        }

        return null;
    }

    /// <summary>The attribute is on the half that the designer wrote; the file of the other half is named alike.</summary>
    private static string? IdOf(INamedTypeSymbol type, SyntaxTree? file)
    {
        if (type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(IdAttribute)) is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is string id)
            return id;
        var name = Path.GetFileNameWithoutExtension(file?.FilePath ?? "");
        return name.Length > 8 && name.Take(8).All(char.IsDigit) ? name : null;
    }

    private bool IsSettled(string? id, SyntaxTree? file) =>
        file is not null && options.Read(GuardrailOptions.MigrationsStartAfter, file) is { Length: > 0 } last
        && (id is null || string.CompareOrdinal(id, last) <= 0 || id.StartsWith(last, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the migration itself gives away; else what the project references.</summary>
    private DatabaseProviders ProvidersOf(INamedTypeSymbol type, ImmutableArray<SchemaOperation> operations, CancellationToken cancellationToken)
    {
        var shown = operations.SelectMany(operation => operation.Parts.Append(operation)).Aggregate(
            DatabaseProviders.None,
            (all, operation) => operation.Annotations.Aggregate(all | ProviderSigns.OfColumnType(operation.Text("type")), (signs, annotation) => signs | ProviderSigns.OfAnnotation(annotation.Name)));
        if (shown == DatabaseProviders.None)
            shown = type.DeclaringSyntaxReferences.Aggregate(DatabaseProviders.None, (all, half) => all | ProviderSigns.OfDesigner(half.SyntaxTree, cancellationToken));
        return shown == DatabaseProviders.None ? ProviderSigns.Referenced(types) : shown;
    }
}
