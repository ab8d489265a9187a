using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>Does a condition leave few of many rows? Then an index finds them; otherwise reading all rows is as good.</summary>
internal static class SelectiveColumns
{
    private static readonly string[] Times = ["System.DateTime", "System.DateTimeOffset", "System.DateOnly", "NodaTime.Instant", "NodaTime.LocalDate", "NodaTime.LocalDateTime", "NodaTime.ZonedDateTime", "NodaTime.OffsetDateTime"];

    /// <summary>The type of a column that an ordinary index can hold; null for all else.</summary>
    public static ITypeSymbol? TypeOf(string column, EntityType entity)
    {
        if (EntityConventions.PropertiesOf(entity.Type).FirstOrDefault(candidate => candidate.Name == column) is not { } property || EntityConventions.IsNotMapped(property))
            return null;
        var type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : property.Type;
        return type.IsValueType || type.SpecialType == SpecialType.System_String ? type : null;
    }

    /// <summary>Truth values, enumerations and the like have few values, and each of them many rows.</summary>
    public static bool HasFewValues(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char;

    public static bool IsTime(ITypeSymbol type) => Times.Any(time => type.Is(time));

    /// <summary>One value, or one of a few, that comes from the request or from another row. What is written into the code is a category, and null is what most rows have, or few.</summary>
    public static bool IsSelective(ColumnFilter filter, ITypeSymbol type, SourceNames names, CancellationToken cancellationToken) =>
        filter is { Test: ColumnTest.Equal or ColumnTest.In, Value: { } value } && !HasFewValues(type) && !IsCategory(value, names, cancellationToken);

    /// <summary>From a day on, between two amounts: an index finds where the rows begin. A number alone is a limit that most rows may be beyond.</summary>
    public static bool IsSelectiveRange(IReadOnlyCollection<ColumnFilter> filters, ITypeSymbol type, SourceNames names, CancellationToken cancellationToken) =>
        filters.Count(filter => filter.Value is { } value && !IsCategory(value, names, cancellationToken)) is var limits && (limits > 1 || limits == 1 && IsTime(type)) && !HasFewValues(type);

    private static bool IsCategory(IOperation value, SourceNames names, CancellationToken cancellationToken) => IsStatic(value.Unwrap()) || Origins.Of(value, names, cancellationToken) switch
    {
        { ConstantValue.HasValue: true } => true,
        IArrayCreationOperation { Initializer: { } list } => list.ElementValues.All(element => IsCategory(element, names, cancellationToken)),
        IObjectCreationOperation { Initializer: { } list, Arguments.IsEmpty: true } => list.Initializers.OfType<IInvocationOperation>().SelectMany(add => add.Arguments).All(element => IsCategory(element.Value, names, cancellationToken)),
        IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } => arguments.All(argument => IsCategory(argument.Value, names, cancellationToken)),
        var origin => IsStatic(origin),
    };

    /// <summary><c>Kinds.Web</c>, <c>Kinds.Web.Name</c></summary>
    private static bool IsStatic(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true } field } => !IsSystem(field),
        IPropertyReferenceOperation { Property: { IsStatic: true } property } => !IsSystem(property),
        IMemberReferenceOperation { Instance: { } owner } => IsStatic(owner.Unwrap()),
        _ => false,
    };

    /// <summary>DateTime.UtcNow is another value each time.</summary>
    private static bool IsSystem(ISymbol member) => member.ContainingType.OutermostNamespace() == "System" && member.Name is not "Empty" and not "MinValue" and not "MaxValue";
}
