using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Http.Validation;

/// <summary>Does a referenced project have a validator of this type?</summary>
internal sealed class ReferencedValidators(Compilation compilation)
{
    private const string Library = "FluentValidation";
    private const string Validator = "FluentValidation.IValidator`1";

    private volatile StrongBox<ImmutableHashSet<ITypeSymbol>>? _validated;

    public bool Has(ITypeSymbol? type, CancellationToken cancellationToken) => type is not null && Validated(cancellationToken).Contains(type.OriginalDefinition);

    private ImmutableHashSet<ITypeSymbol> Validated(CancellationToken cancellationToken) => (_validated ??= new(Find(cancellationToken))).Value!;

    private ImmutableHashSet<ITypeSymbol> Find(CancellationToken cancellationToken) => ReferencedTypes.Of(compilation, Library, cancellationToken)
        .Where(type => type.TypeKind == TypeKind.Class)
        .SelectMany(type => type.AllInterfaces)
        .Where(one => one.Is(Validator))
        .Select(one => one.TypeArguments[0].OriginalDefinition)
        .ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
}
